// Going from difference to difference on a page of two protocols, and what to show of them. The choice stands in the address:
// ?show=columns, ?form=skip, ?only=differences, ?difference=3. Everything is there without this script.
(() => {
  "use strict";

  const make = (tag, name, ...inside) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...inside);
    return made;
  };
  const address = () => new URL(location.href);
  const keep = (name, value) => {
    const changed = address();
    if (value) changed.searchParams.set(name, value);
    else changed.searchParams.delete(name);
    try { history.replaceState(null, "", changed); } catch (refused) { /* the choice holds for this page */ }
  };

  const start = () => {
    const bar = document.querySelector("[data-lp-differences]");
    if (!bar || bar.firstElementChild) return;
    const topics = Array.from(document.querySelectorAll(".lp-topic")).filter(topic => topic.querySelector(".lp-pair"));
    const titleOf = element => element.closest(".lp-topic").previousElementSibling;
    const all = topics.flatMap(topic => Array.from(topic.querySelectorAll("[data-lp-diff], .lp-reworded")))
      .map(element => ({ element, shown: [element], isForm: element.dataset.lpDiff === "form" }));
    if (!all.length) return;
    let found = all, at = -1;

    // One column with both wordings, or two: the same marks, on each side its own.
    const columns = () => document.querySelectorAll(".lp-redline__text").forEach(text => {
      const marks = Array.from(text.querySelectorAll("[data-lp-diff]"));
      const side = (gone, own, name) => {
        const copy = text.cloneNode(true);
        copy.querySelectorAll("[data-lp-diff]").forEach((mark, number) => all.find(one => one.element === marks[number]).shown.push(mark));
        copy.querySelectorAll(`[data-${own}]`).forEach(each => { each.textContent = each.getAttribute(`data-${own}`); });
        copy.querySelectorAll(gone).forEach(other => other.remove());
        return make("div", "lp-side", make("p", "lp-side__head", name), copy);
      };
      const names = Array.from(text.closest(".lp-topic").querySelectorAll(".lp-side__head"), head => head.textContent);
      text.after(make("div", "lp-pair lp-in-columns", side("ins", "lp-left", names[0]), side("del", "lp-right", names[1])));
    });

    const status = make("span", "lp-steps__status");
    status.setAttribute("role", "status");
    const tell = () => {
      const { element } = found[at] || {};
      status.textContent = element ? `Difference ${at + 1} of ${found.length}: ${titleOf(element).textContent}`
        : found.length === 1 ? "1 difference" : `${found.length} differences`;
      if (element) status.append(make("span", "lp-vh", `. ${element.textContent}`));
    };
    const mark = isOn => found[at]?.shown.forEach(each => each.classList.toggle("lp-at", isOn));
    const step = by => {
      if (!found.length) return;
      mark(false);
      at = at < 0 && by < 0 ? found.length - 1 : (at + by + found.length) % found.length;
      mark(true);
      tell();
      keep("difference", String(at + 1));
      const visible = found[at].shown.find(each => each.getClientRects().length);
      if (visible) visible.scrollIntoView({ block: "center" });
    };

    const show = {
      columns: isOn => {
        if (isOn && !document.querySelector(".lp-in-columns")) columns();
        document.body.classList.toggle("lp-two-columns", isOn);
      },
      skip: isOn => {
        const before = found[at]?.element;
        mark(false);
        found = isOn ? all.filter(one => !one.isForm) : all;
        at = found.findIndex(one => one.element === before);
        mark(true);
        document.body.classList.toggle("lp-no-form", isOn);
      },
      differences: isOn => {
        const differ = new Set(found.map(one => one.element.closest(".lp-topic")));
        const isLeft = topic => isOn && !differ.has(topic);
        topics.forEach(topic => [topic, titleOf(topic)].forEach(each => each.classList.toggle("lp-passed-over", isLeft(topic))));
      },
    };
    const choices = [["show", "columns", "Differences in two columns"], ["form", "skip", "Skip differences of form"], ["only", "differences", "Only topics that differ"]]
      .map(([name, value, words]) => {
        const box = make("input");
        box.type = "checkbox";
        box.checked = address().searchParams.get(name) === value;
        box.addEventListener("change", () => {
          keep(name, box.checked && value);
          refresh();
          keep("difference", at < 0 ? "" : String(at + 1));
        });
        bar.append(make("label", "lp-choice", box, words));
        return [box, show[value]];
      });
    const refresh = () => {
      choices.forEach(([box, act]) => act(box.checked));
      tell();
    };

    const button = (words, by) => {
      const made = make("button", "lp-button", words, make("span", "lp-vh", " difference"));
      made.type = "button";
      made.addEventListener("click", () => step(by));
      return made;
    };
    const steps = make("div", "lp-steps", button("Previous", -1), button("Next", 1), status,
      make("span", "lp-meta lp-steps__keys", "Keys, with the focus here: n, p"));
    steps.setAttribute("role", "group");
    steps.setAttribute("aria-label", "Differences");
    bar.after(steps);
    // Letters count only while the focus is on these buttons, so that nobody who speaks or types sets them off elsewhere.
    steps.addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const by = { n: 1, p: -1 }[event.key.toLowerCase()];
      if (!by) return;
      event.preventDefault();
      step(by);
    });

    refresh();
    const asked = Number(address().searchParams.get("difference"));
    if (asked >= 1 && asked <= found.length) {
      at = asked - 2;
      step(1);
    }
  };
  document.addEventListener("lp-compared", start);
  start();
})();
