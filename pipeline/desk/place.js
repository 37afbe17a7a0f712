// The same place again after a page has loaded itself: by the sentence that was seen first, else by its height.
const KEPT = "ninety desk place";

// Keep where the page stands, and what has the focus on the desk.
export function keepPlace(sentences) {
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
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!kept || kept.path !== location.pathname) return;
  if (!sentences) {
    history.scrollRestoration = "manual";
    if (!kept.row) scrollTo({ top: kept.height, behavior: "instant" });
    if (!document.querySelector("article[data-slug]")) sessionStorage.removeItem(KEPT);
    return;
  }
  sessionStorage.removeItem(KEPT);
  const rows = sentences.rows;
  const row = kept.row && (rows.find(({ line }, index) => line.shown === kept.row.shown && index >= kept.row.index) ?? rows.find(({ line }) => line.shown === kept.row.shown) ?? rows[Math.min(kept.row.index, rows.length - 1)]);
  if (row) scrollBy({ top: row.item.getBoundingClientRect().top - kept.row.top, behavior: "instant" });
  else scrollTo({ top: kept.height, behavior: "instant" });
  const holder = kept.focus && (rows[kept.focus.index]?.item ?? sentences.section);
  holder?.querySelector(`[data-does="${kept.focus.does}"]`)?.focus({ preventScroll: true });
}
