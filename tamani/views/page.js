"use strict";
(() => {
  const data = JSON.parse(document.getElementById("entries").textContent);
  const words = data.words;
  const page = document.getElementById("page");
  const card = document.getElementById("entry");
  const marks = [...page.querySelectorAll("a[data-e]")];
  const empty = [...card.childNodes].map((node) => node.cloneNode(true));
  let chosen = null;

  document.body.classList.remove("no-script");
  marks.forEach((mark, place) => { mark.tabIndex = place === 0 ? 0 : -1; });

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const entriesOf = (mark) => mark.dataset.e.split(" ");
  const marksOf = (id) => page.querySelectorAll(`[data-e~="${id}"]`);
  const paint = (className, ids) => {
    page.querySelectorAll(`.${className}`).forEach((mark) => mark.classList.remove(className));
    ids.forEach((id) => marksOf(id).forEach((mark) => mark.classList.add(className)));
  };

  const value = (row) => {
    const held = element("dd");
    const text = row.name ? element("bdi", "name", row.value) : document.createTextNode(row.value);
    if (!row.to) { held.append(text); return held; }
    const link = element("a");
    link.href = `#${row.to}`;
    link.dataset.to = row.to;
    link.append(text);
    held.append(link);
    return held;
  };

  const show = (id, only) => {
    const entry = data.entries[id];
    const box = element("div", "entry");
    box.append(element("p", "tag", entry.kind), element("h3"));
    box.lastChild.append(element("bdi", "", entry.title));
    const rows = element("dl");
    entry.rows.forEach((row) => rows.append(element("dt", "", row.label), value(row)));
    box.append(rows);
    if (only) box.append(...copying(entry.evidence));
    return box;
  };

  const copying = (evidence) => {
    const area = element("textarea");
    area.readOnly = true;
    area.value = evidence;
    area.setAttribute("aria-label", words.evidence);
    const button = element("button", "", words.copy);
    button.type = "button";
    button.addEventListener("click", async () => {
      area.select();
      try { await navigator.clipboard.writeText(evidence); } catch { document.execCommand("copy"); }
      button.textContent = words.copied;
    });
    return [area, button];
  };

  const fill = (ids) => {
    const close = element("button", "close", words.close);
    close.type = "button";
    close.addEventListener("click", () => { const back = chosen && chosen.mark; clear(); if (back) back.focus(); });
    card.replaceChildren(close, ...ids.map((id, place) => show(id, place === 0)));
    card.scrollTop = 0;
    const side = card.parentElement;
    if (side.scrollHeight > side.clientHeight) side.scrollTop = card.offsetTop - side.offsetTop;
  };

  const tuck = (event) => {
    if (chosen && !card.contains(event.target)) document.body.classList.add("tucked");
  };
  const untuck = () => document.body.classList.remove("tucked");

  const clear = () => {
    chosen = null;
    paint("lit", []);
    card.replaceChildren(...empty.map((node) => node.cloneNode(true)));
    document.body.classList.remove("chosen", "tucked");
  };

  const choose = (ids, mark) => {
    chosen = { ids, mark };
    document.body.classList.add("chosen");
    untuck();
    paint("lit", ids.slice(0, 1));
    fill(ids);
  };

  const goTo = (mark) => {
    for (let up = mark.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    marks.forEach((other) => { other.tabIndex = -1; });
    const link = mark.matches("a[data-e]") ? mark : null;
    if (link) link.tabIndex = 0;
    mark.scrollIntoView({ block: "nearest" });
    if (link) link.focus({ preventScroll: true });
  };

  const first = (mark) => (mark.classList.contains("n") ? entriesOf(mark).slice(0, 1) : entriesOf(mark));

  page.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-e]");
    if (!mark || !getSelection().isCollapsed) return;
    event.preventDefault();
    choose(first(mark), mark);
    goTo(mark);
  });

  page.addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = marks[at + step];
    if (!next) return;
    event.preventDefault();
    choose(first(next), next);
    goTo(next);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !chosen) return;
    const back = chosen.mark;
    clear();
    if (back) back.focus();
  });

  page.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("[data-e]");
    paint("hover", mark ? first(mark).slice(0, 1) : []);
    if (chosen) return;
    if (mark) fill(first(mark)); else clear();
  });
  page.addEventListener("mouseleave", () => { paint("hover", []); if (!chosen) clear(); });

  ["wheel", "touchmove"].forEach((name) => addEventListener(name, tuck, { passive: true }));
  ["click", "focusin"].forEach((name) => card.addEventListener(name, untuck));

  card.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-to]");
    if (!link) return;
    event.preventDefault();
    choose([link.dataset.to], chosen ? chosen.mark : null);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at]");
    if (!link) return;
    const place = document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    for (let up = place.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    choose([link.dataset.at], link);
    place.scrollIntoView({ block: "center" });
    const mark = page.querySelector(`a[data-e~="${link.dataset.at}"]`);
    if (mark) mark.focus({ preventScroll: true });
  });
})();
