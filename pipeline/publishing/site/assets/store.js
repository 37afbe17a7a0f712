// What a listener's browser remembers, for this site alone: several may share one host.
export const base = new URL(document.documentElement.dataset.root, location.href);

// The small picture of a cover: drawn ones are PNG, those that people brought say what they are.
export const picture = (cover, pixels) =>
  new URL(`art/${pixels}/${cover.includes(".") ? cover : `${cover}.png`}`, base).href;

const PREFIX = `ninety ${base.pathname} `;

export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise; // storage switched off, or not of our making
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch { /* full, or switched off: the page works without */ }
}

// What the player needs to know of an episode, as pages say it.
export const itemOf = ({ dataset }, title) => ({
  slug: dataset.slug,
  title,
  seconds: Number(dataset.seconds),
  version: dataset.v,
  cover: dataset.cover,
  turns: dataset.at,
});

export const clock = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

// An element with its properties and what is in it; text stays text.
export function make(name, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}
