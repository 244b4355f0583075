"use strict";
// Searches all issues: the months' files are loaded when somebody searches, the newest first, each once.
(() => {
  const MOST = 100; // results that are listed
  const form = document.getElementById("search");
  const field = document.getElementById("query");
  const found = document.getElementById("found");
  const list = document.getElementById("results");
  const files = [...document.querySelectorAll("[data-search]")].map((month) => month.dataset.search);
  const rows = []; // newest day first: { day, anchor, title, source, text }
  let next = 0; // the file to load next
  let failed = 0;
  let loading = false;

  // Case, width and the forms of one character make no difference.
  const folded = (text) => text.normalize("NFKC").toLowerCase();

  // What a month's file calls.
  window.newsbotMonth = (_month, entries) => {
    const made = entries.map(([day, anchor, title, source, about]) => (
      { day, anchor, title, source, text: folded(`${title} ${source} ${about} ${day}`) }
    ));
    made.sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0));
    rows.push(...made);
  };

  function load() {
    if (loading || next >= files.length) return;
    loading = true;
    const script = document.createElement("script");
    const done = () => {
      script.remove();
      loading = false;
      next += 1;
      show();
      if (field.value.trim()) load();
    };
    script.addEventListener("load", done);
    script.addEventListener("error", () => { failed += 1; done(); });
    script.src = files[next];
    document.head.append(script);
  }

  function show() {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const hits = words.length ? rows.filter((row) => words.every((word) => row.text.includes(word))) : [];
    list.replaceChildren(...hits.slice(0, MOST).map(result));
    list.hidden = hits.length === 0;
    found.textContent = words.length ? summary(hits.length) : "";
  }

  function summary(count) {
    const parts = [count ? `找到 ${count} 条` : next < files.length ? "" : "没有找到"];
    if (count > MOST) parts.push(`列出最新的 ${MOST} 条，另有 ${count - MOST} 条；再加一个词可以缩小范围`);
    if (next < files.length) parts.push(`正在查找更早的月份（${next} / ${files.length}）`);
    if (failed) parts.push(`${failed} 个月份的索引未能读取`);
    return parts.filter(Boolean).join("，");
  }

  // Titles are foreign text: they only ever become text.
  function result(row) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.textContent = row.title;
    link.href = `${encodeURIComponent(row.day)}.html#${encodeURIComponent(row.anchor)}`;
    const meta = document.createElement("span");
    meta.className = "meta";
    meta.textContent = `${row.day} · ${row.source}`;
    item.append(link, " ", meta);
    return item;
  }

  function search() {
    const url = new URL(location.href);
    if (field.value) url.searchParams.set("q", field.value); else url.searchParams.delete("q");
    try { history.replaceState(null, "", url); } catch { /* some browsers allow no change of a file's address */ }
    show();
    if (field.value.trim()) load();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  found.textContent = "";
  if (field.value) search();
})();
