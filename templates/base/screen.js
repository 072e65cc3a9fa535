// The paragraphs at the end of the page become a panel beside the memo: choose an extract and its own is shown.
// It only shows and hides what stands in the page already, so that no text of a source ever passes through a script.
"use strict";
(() => {
  const root = document.documentElement;
  const panel = document.getElementById("beside");
  const status = panel.querySelector(".standing");
  const [previous, next] = [panel.querySelector(".previous"), panel.querySelector(".next")];
  const pairs = [...panel.querySelectorAll(".passage")]
    .map((passage) => ({ passage, extract: document.getElementById(`x${passage.dataset.number}`) }))
    .map((pair) => ({ ...pair, link: pair.extract?.querySelector(`a[href="#${pair.passage.id}"]`) }))
    .filter((pair) => pair.link);
  let at = -1;

  const behavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
  const indexOf = (hash) => pairs.findIndex((pair) => [`#${pair.passage.id}`, `#${pair.extract.id}`].includes(hash));

  function mark(index, on) {
    const pair = pairs[index];
    pair?.passage.classList.toggle("shown", on);
    pair?.extract.classList.toggle("shown", on);
    if (on) pair.link.setAttribute("aria-current", "true");
    else pair?.link.removeAttribute("aria-current");
  }

  function show(index) {
    if (!pairs[index]) return;
    mark(at, false);
    at = index;
    mark(at, true);
    root.classList.add("open");
    const { passage, extract } = pairs[at];
    status.textContent = passage.dataset.at;
    previous.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === pairs.length - 1));
    panel.scrollTop = 0;
    passage.querySelector("mark")?.scrollIntoView({ block: "nearest", behavior: "instant" });
    extract.scrollIntoView({ block: "nearest", behavior: behavior() });
  }

  function open(index) {
    show(index);
    panel.focus({ preventScroll: true });
  }

  // The focus goes to the extract that was shown last: there the reader is.
  function close() {
    const { link } = pairs[at];
    mark(at, false);
    at = -1;
    root.classList.remove("open");
    link.focus({ preventScroll: true });
  }

  function chosen(event) {
    const way = event.target.closest("a");
    if (way && !way.hash.startsWith("#p")) return; // it leads elsewhere
    if (!way && !getSelection().isCollapsed) return; // words are being selected, not chosen
    const index = indexOf(way ? way.hash : `#${event.target.closest(".x")?.id}`);
    if (index < 0) return;
    event.preventDefault();
    open(index);
  }

  function pressed(event) {
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") close();
    else if (panel.contains(event.target) && /^Arrow(Left|Right)$/.test(event.key)) {
      const forward = (event.key === "ArrowRight") === (getComputedStyle(root).direction === "ltr");
      show(at + (forward ? 1 : -1));
    } else return;
    event.preventDefault();
  }

  function arrived() {
    const index = indexOf(location.hash);
    if (location.hash.startsWith("#p") && index >= 0) open(index);
    else if (at >= 0) show(index);
  }

  if (!pairs.length) return;
  root.classList.add("scripted");
  panel.setAttribute("role", "dialog");
  panel.tabIndex = -1;
  panel.querySelector(".passages").setAttribute("aria-live", "polite");
  const title = document.getElementById("beside-title");
  title.textContent = title.dataset.shown;
  pairs.forEach((pair) => pair.extract.classList.add("sourced"));
  document.addEventListener("click", chosen);
  document.addEventListener("keydown", pressed);
  addEventListener("hashchange", arrived);
  previous.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  panel.querySelector(".close").addEventListener("click", close);
  arrived();
})();
