"use strict";
// Light or dark: as the system has it, or as the reader chose. Runs before the page is drawn, so that nothing flashes.
(() => {
  const KEY = "newsbot-scheme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // Where storing is forbidden, the choice holds for this page.
  const stored = {
    get() { try { return localStorage.getItem(KEY); } catch { return null; } },
    set(value) {
      try {
        if (value) localStorage.setItem(KEY, value); else localStorage.removeItem(KEY);
      } catch { /* not remembered */ }
    },
  };

  let chosen = stored.get();
  if (chosen !== "light" && chosen !== "dark") chosen = null;
  const shown = () => chosen ?? (system.matches ? "dark" : "light");

  function show() {
    if (chosen) root.dataset.scheme = chosen; else delete root.dataset.scheme;
    const button = document.getElementById("scheme");
    if (button) button.textContent = shown() === "dark" ? "浅色" : "深色";
  }

  show();
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    button.addEventListener("click", () => {
      const other = shown() === "dark" ? "light" : "dark";
      // Whoever comes back to what the system has follows the system again.
      chosen = other === (system.matches ? "dark" : "light") ? null : other;
      stored.set(chosen);
      show();
    });
    system.addEventListener("change", show);
    button.hidden = false;
    show();
  });
})();
