"use strict";
// Searches all issues: the months' files are loaded when somebody searches, the newest first, each once, and no more
// of them than the results that are listed need.
(() => {
  const MOST = 100; // results that are listed, until the reader asks for more
  const PAUSE = 250; // milliseconds without a key, after which a word is taken to be written
  const LONGEST = 200; // characters that are searched for
  const form = document.getElementById("search");
  const field = document.getElementById("query");
  const found = document.getElementById("found"); // what is read aloud: the end of a search only
  const progress = document.getElementById("progress");
  const list = document.getElementById("results");
  const more = document.getElementById("more");
  const months = [...document.querySelectorAll("[data-search]")].map(({ dataset }) => (
    { name: dataset.month, file: dataset.search }
  ));
  const rows = []; // of the months that were read, newest day first: { day, anchor, title, source, text }
  let next = 0; // the month to load next
  let failed = 0;
  let loading = false;
  let arrived = false; // whether the file that is being loaded brought what it should

  let words = []; // what is searched for
  let compared = 0; // rows
  let hits = []; // of these
  let most = MOST; // hits to list
  let timer = 0;

  // Case, width, the forms of one character, and dots that end something make no difference.
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\.{2,}|\.(?![\p{L}\p{N}])/gu, " ");
  // Nor does what stands between words: GLM4.6, glm-4.6 and “GLM 4.6” are one. Between digits it stays a blank.
  const closed = (text) => text.replace(
    /(\p{N}?)[^\p{L}\p{M}\p{N}.]+(?=(\p{N}?))/gu, (_, before, after) => (before && after ? `${before} ` : before)
  );
  const wordsOf = (text) => (
    folded(text.slice(0, LONGEST)).split(/[^\p{L}\p{M}\p{N}\p{Pd}_.]+/u).map(closed).filter(Boolean)
  );
  const digit = /\p{N}/u;

  // A number is found from its first digit on: 1月20日 is not in 11月20日.
  function has(text, word) {
    let at = text.indexOf(word);
    while (at > 0 && digit.test(word[0]) && digit.test(text[at - 1])) at = text.indexOf(word, at + 1);
    return at >= 0;
  }

  const isEntry = (entry) => (
    Array.isArray(entry) && entry.length === 5 && entry.every((each) => typeof each === "string")
  );

  // What a month's file calls.
  window.newsbotMonth = (name, entries) => {
    if (!loading || arrived || name !== months[next].name || !Array.isArray(entries) || !entries.every(isEntry)) return;
    arrived = true;
    const made = entries.map(([day, anchor, title, source, about]) => {
      const [year, month, date] = day.split("-").map(Number);
      const texts = [title, source, about, day, `${year}年${month}月${date}日`];
      return { day, anchor, title, source, text: texts.map((text) => closed(folded(text))).join("\n") };
    });
    made.sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0));
    rows.push(...made);
  };

  function load() {
    loading = true;
    arrived = false;
    const script = document.createElement("script");
    const done = () => {
      script.remove();
      loading = false;
      if (!arrived) failed += 1;
      next += 1;
      go();
    };
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    script.src = months[next].file;
    document.head.append(script);
  }

  // Lists what is known by now, below what is listed already, and loads a month if that is not enough.
  function go() {
    for (; words.length && compared < rows.length; compared += 1) {
      if (words.every((word) => has(rows[compared].text, word))) hits.push(rows[compared]);
    }
    list.append(...hits.slice(list.children.length, most).map(result));
    list.hidden = hits.length === 0;
    if (!words.length || hits.length >= most || next >= months.length) {
      end();
      return;
    }
    progress.textContent = `正在查找更早的月份（${next} / ${months.length}）`;
    progress.hidden = false;
    if (!loading) load();
  }

  function end() {
    progress.hidden = true;
    const said = words.length ? summary() : "";
    if (found.textContent !== said) found.textContent = said;
    const asked = document.activeElement === more;
    more.hidden = !words.length || (hits.length <= most && next >= months.length);
    list.setAttribute("aria-busy", "false");
    // Whoever pressed the button reads on at the first result that it brought.
    if (asked) (list.children[most - MOST]?.querySelector("a") ?? found).focus();
  }

  function summary() {
    const parts = [];
    if (hits.length >= most && next < months.length) {
      const [year, month] = months[next - 1].name.split("-").map(Number);
      parts.push(`列出最新 ${most} 条，查到 ${year} 年 ${month} 月`);
    } else {
      parts.push(hits.length ? `找到 ${hits.length} 条` : "没有找到");
      if (hits.length > most) parts.push(`列出最新 ${most} 条`);
    }
    if (failed) parts.push(`${failed} 个月份的索引未能读取`);
    return parts.join("，");
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
    clearTimeout(timer);
    const url = new URL(location.href);
    if (field.value) url.searchParams.set("q", field.value); else url.searchParams.delete("q");
    try { history.replaceState(null, "", url); } catch { /* some browsers allow no change of a file's address */ }
    const wanted = wordsOf(field.value);
    if (wanted.join("\n") !== words.join("\n")) {
      [words, compared, hits, most] = [wanted, 0, [], MOST];
      list.replaceChildren();
    }
    list.setAttribute("aria-busy", "true");
    go();
  }

  function later() {
    list.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  // Letters on their way to a word are none yet; some browsers tell of the word before, some after their last letter.
  field.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  field.addEventListener("compositionend", later);
  more.addEventListener("click", () => {
    if (list.getAttribute("aria-busy") === "true") return;
    most += MOST;
    list.setAttribute("aria-busy", "true");
    go();
  });
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  found.textContent = "";
  if (field.value) search();
})();
