// The same place again after a page has loaded itself: by the sentence that was seen first, else by its height.
const KEPT = "ninety desk place";

const kept = () => {
  const place = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return place?.path === location.pathname ? place : null;
};

// Keep where the page stands, and what has the focus on the desk; before it stands where it stood, the same again.
export function keepPlace(sentences) {
  if (kept()) return;
  const seen = sentences?.rows.find(({ item }) => item.getBoundingClientRect().bottom > 0);
  const near = seen && seen.item.getBoundingClientRect().top < innerHeight;
  const focused = document.activeElement?.closest?.("[data-does]");
  sessionStorage.setItem(KEPT, JSON.stringify({
    path: location.pathname,
    height: scrollY,
    row: near ? { index: sentences.rows.indexOf(seen), shown: seen.line.shown, top: seen.item.getBoundingClientRect().top } : null,
    focus: focused ? { does: focused.dataset.does, index: sentences.rows.findIndex(({ item }) => item.contains(focused)) } : null,
  }));
}

// Go there, once before the sentences have come and once when they have.
export function restorePlace(sentences) {
  const place = kept();
  if (!place) return;
  if (!sentences) {
    history.scrollRestoration = "manual";
    if (!place.row) scrollTo({ top: place.height, behavior: "instant" });
    if (!document.querySelector("article[data-slug]")) sessionStorage.removeItem(KEPT);
    return;
  }
  sessionStorage.removeItem(KEPT);
  const rows = sentences.rows;
  const row = place.row && sameRow(rows, place.row);
  if (row) scrollBy({ top: row.item.getBoundingClientRect().top - place.row.top, behavior: "instant" });
  else scrollTo({ top: place.height, behavior: "instant" });
  const holder = place.focus && (rows[place.focus.index]?.item ?? sentences.section);
  holder?.querySelector(`[data-does="${place.focus.does}"]`)?.focus({ preventScroll: true });
}

// Find the row again: by its words, from its place on or before it, else whatever stands there now.
function sameRow(rows, { index, shown }) {
  const is = ({ line }) => line.shown === shown;
  return rows.slice(index).find(is) ?? rows.find(is) ?? rows[Math.min(index, rows.length - 1)];
}
