// Finding an authority in a long list by typing a part of its name. Without script the list stands as it is.
(() => {
  "use strict";

  const place = document.querySelector("[data-lp-find]");
  if (!place) return;
  const lists = Array.from(document.querySelectorAll(".lp-finder"));
  const entries = lists.reduce((found, list) => {
    return found.concat(Array.from(list.children).map(item => {
      return { item: item, words: item.querySelector("strong").textContent.toLowerCase() };
    }));
  }, []);

  const label = document.createElement("label");
  const field = document.createElement("input");
  field.type = "search";
  field.autocomplete = "off";
  label.append(place.dataset.lpFind + " ", field);
  const count = document.createElement("span");
  count.className = "lp-meta";
  count.setAttribute("role", "status");
  place.append(label, count);

  field.addEventListener("input", () => {
    const sought = field.value.trim().toLowerCase();
    let shown = 0;
    entries.forEach(entry => {
      entry.item.hidden = entry.words.indexOf(sought) < 0;
      if (!entry.item.hidden) shown += 1;
    });
    lists.forEach(list => {
      const isEmpty = !list.querySelector("li:not([hidden])");
      const heading = list.previousElementSibling;
      list.hidden = isEmpty;
      if (heading && heading.tagName === "H3") heading.hidden = isEmpty;
    });
    count.textContent = sought ? shown + " of " + entries.length : "";
  });
  field.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    const first = entries.find(entry => !entry.item.hidden);
    if (first && field.value.trim()) first.item.querySelector("a").click();
  });
})();
