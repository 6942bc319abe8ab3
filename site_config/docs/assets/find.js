// Finding an authority in a long list by typing a part of its name. Without script the list stands as it is.
(function () {
  "use strict";

  var place = document.querySelector("[data-lp-find]");
  if (!place) return;
  var lists = Array.from(document.querySelectorAll(".lp-finder"));
  var entries = lists.reduce(function (found, list) {
    return found.concat(Array.from(list.children).map(function (item) {
      return { item: item, words: item.querySelector("strong").textContent.toLowerCase() };
    }));
  }, []);

  var label = document.createElement("label");
  var field = document.createElement("input");
  field.type = "search";
  field.autocomplete = "off";
  label.append(place.dataset.lpFind + " ", field);
  var count = document.createElement("span");
  count.className = "lp-meta";
  count.setAttribute("role", "status");
  place.append(label, count);

  field.addEventListener("input", function () {
    var sought = field.value.trim().toLowerCase();
    var shown = 0;
    entries.forEach(function (entry) {
      entry.item.hidden = entry.words.indexOf(sought) < 0;
      if (!entry.item.hidden) shown += 1;
    });
    lists.forEach(function (list) {
      var isEmpty = !list.querySelector("li:not([hidden])");
      var heading = list.previousElementSibling;
      list.hidden = isEmpty;
      if (heading && heading.tagName === "H3") heading.hidden = isEmpty;
    });
    count.textContent = sought ? shown + " of " + entries.length : "";
  });
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") return;
    var first = entries.find(function (entry) { return !entry.item.hidden; });
    if (first && field.value.trim()) first.item.querySelector("a").click();
  });
})();
