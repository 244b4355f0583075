"use strict";
// Shows the stories of chosen categories and vendors only: any of each kind, and both kinds together.
(() => {
  const box = document.getElementById("filter");
  if (!box) return;
  const chips = [...box.querySelectorAll("[data-key]")];
  const stories = [...document.querySelectorAll("[data-about]")].map((element) => (
    { element, about: new Set(element.dataset.about.split(" ")) }
  ));
  const status = document.getElementById("shown");
  const all = document.getElementById("all");
  const rest = document.getElementById("others");

  const isChosen = (chip) => chip.getAttribute("aria-pressed") === "true";
  const choose = (chip, chosen) => chip.setAttribute("aria-pressed", String(chosen));

  function show() {
    const chosen = new Map();
    for (const chip of chips.filter(isChosen)) {
      chosen.set(chip.dataset.kind, [...(chosen.get(chip.dataset.kind) ?? []), chip.dataset.key]);
    }
    let count = 0;
    for (const { element, about } of stories) {
      element.hidden = ![...chosen.values()].every((keys) => keys.some((key) => about.has(key)));
      if (!element.hidden) count += 1;
    }
    if (rest) rest.hidden = stories.every(({ element }) => element.hidden || element.localName !== "li");
    all.hidden = chosen.size === 0;
    status.textContent = chosen.size ? `显示 ${count} 条，共 ${stories.length} 条` : "";
  }

  // The address says what is chosen, so that it can be kept and sent; the part behind "#" stays the story's.
  function keep() {
    const url = new URL(location.href);
    for (const kind of new Set(chips.map((chip) => chip.dataset.kind))) url.searchParams.delete(kind);
    for (const chip of chips.filter(isChosen)) url.searchParams.append(chip.dataset.kind, chip.dataset.name);
    try { history.replaceState(null, "", url); } catch { /* some browsers allow no change of a file's address */ }
  }

  function restore() {
    const wanted = new URLSearchParams(location.search);
    for (const chip of chips) choose(chip, wanted.getAll(chip.dataset.kind).includes(chip.dataset.name));
    show();
    reveal();
  }

  // A link to a story that is filtered out shows it all the same.
  function reveal() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) clear();
    if (target) target.scrollIntoView();
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  function clear() {
    for (const chip of chips) choose(chip, false);
    show();
    keep();
  }

  for (const chip of chips) {
    chip.addEventListener("click", () => {
      choose(chip, !isChosen(chip));
      show();
      keep();
    });
  }
  all.addEventListener("click", () => {
    clear();
    chips[0].focus();
  });
  addEventListener("hashchange", reveal);
  addEventListener("popstate", restore);
  box.hidden = false;
  restore();
})();
