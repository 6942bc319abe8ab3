// Choosing protocols on a page that holds all of them: by region, by type of authority, by name.
// The choice stands in the address, ?only=a,b,c, in the order in which the protocols are then shown.
(function () {
  "use strict";

  var place = document.querySelector("[data-lp-choose]");
  if (!place) return;
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var make = function (tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  var known = [];
  var bySlug = Object.create(null);
  all("[data-protocol][data-name]").forEach(function (one) {
    var slug = one.dataset.protocol;
    if (bySlug[slug]) return;
    bySlug[slug] = { slug: slug, name: one.dataset.name, region: one.dataset.region.split("|"), type: one.dataset.type.split("|") };
    known.push(bySlug[slug]);
  });
  known.sort(function (a, b) { return a.name.localeCompare(b.name, "en-GB"); });
  if (known.length < 2) return;

  var chosen = []; // slugs in the order of the choice; none: all are shown
  var filters = { region: "", type: "" };
  var isShown = function (slug) {
    var one = bySlug[slug];
    if (!one) return true;
    return (!chosen.length || chosen.indexOf(slug) >= 0) &&
      ["region", "type"].every(function (key) { return !filters[key] || one[key].indexOf(filters[key]) >= 0; });
  };

  // What belongs to a protocol is moved and hidden with the heading before it.
  var headingOf = function (block) {
    var before = block.previousElementSibling;
    return before && /^H[2-6]$/.test(before.tagName) ? before : null;
  };
  var rows = new Map();
  all("[data-protocol]").forEach(function (one) {
    var row = rows.get(one.parentNode) || { units: [] };
    rows.set(one.parentNode, row);
    row.units.push({ slug: one.dataset.protocol, element: one, heading: one.matches(".lp-own") ? headingOf(one) : null, index: row.units.length });
  });
  rows = Array.from(rows.values()).filter(function (row) { return row.units.length > 1; });
  rows.forEach(function (row) {
    row.end = document.createComment("");
    row.units[row.units.length - 1].element.after(row.end);
  });
  var position = function (unit) {
    var at = chosen.indexOf(unit.slug);
    return at < 0 ? known.length + unit.index : at;
  };
  var isInOrder = true;
  var inOrder = function () {
    if (!chosen.length && isInOrder) return;
    isInOrder = !chosen.length;
    rows.forEach(function (row) {
      row.units.slice().sort(function (a, b) { return position(a) - position(b); }).forEach(function (unit) {
        if (unit.heading) row.end.before(unit.heading);
        row.end.before(unit.element);
      });
    });
  };

  // What is said of several goes when none of them is shown.
  var shared = all(".lp-variant, .lp-group, .lp-lone").map(function (block) {
    return { block: block, heading: headingOf(block), slugs: all("[data-protocol]", block).map(function (one) { return one.dataset.protocol; }) };
  });

  // So does what leads to a protocol's place on the page.
  var contents = all(".lp-contents a, .lp-contents-narrow a").map(function (link) {
    return { slug: link.hash.slice(1), item: link.parentNode };
  }).filter(function (entry) { return bySlug[entry.slug]; });

  var count = make("p", "lp-meta");
  count.setAttribute("role", "status");
  var show = function () {
    var number = known.filter(function (one) { return isShown(one.slug); }).length;
    all("[data-protocol]").forEach(function (one) { one.hidden = !isShown(one.dataset.protocol); });
    rows.forEach(function (row) {
      row.units.forEach(function (unit) { if (unit.heading) unit.heading.hidden = unit.element.hidden; });
    });
    shared.forEach(function (one) {
      one.block.hidden = one.slugs.length > 0 && !one.slugs.some(isShown);
      if (one.heading) one.heading.hidden = one.block.hidden;
    });
    contents.forEach(function (entry) { entry.item.hidden = !isShown(entry.slug); });
    inOrder();
    every.hidden = number === known.length && !chosen.length;
    count.textContent = number === known.length ? "All " + number + " protocols are shown." : number + " of " + known.length + " protocols are shown. What is counted on this page is counted over all.";
  };

  var inAddress = function () {
    var address = new URL(location.href);
    address.search = address.search.replace(/[?&](only|region|type)=[^&]*/g, "").replace(/^&/, "?");
    var parts = [];
    if (chosen.length) parts.push("only=" + chosen.join(","));
    ["region", "type"].forEach(function (key) { if (filters[key]) parts.push(key + "=" + encodeURIComponent(filters[key])); });
    if (parts.length) address.search += (address.search ? "&" : "?") + parts.join("&");
    try { history.replaceState(null, "", address); } catch (refused) { /* the choice holds for this page */ }
  };
  var changed = function () {
    inAddress();
    show();
  };

  var choice = function (key, words) {
    var values = Object.create(null);
    known.forEach(function (one) { one[key].forEach(function (value) { if (value) values[value] = true; }); });
    var names = Object.keys(values).sort();
    if (names.length < 2) return null;
    var label = make("label", "", words + " ");
    var select = label.appendChild(make("select"));
    [""].concat(names).forEach(function (value) {
      var option = select.appendChild(make("option", "", value || "all"));
      option.value = value;
    });
    select.addEventListener("change", function () { filters[key] = select.value; changed(); });
    return { label: label, select: select };
  };
  var selects = { region: choice("region", "Region"), type: choice("type", "Type of authority") };
  var boxes = Object.create(null);
  var details = make("details", "lp-more");
  details.appendChild(make("summary", "", "Choose authorities"));
  var list = details.appendChild(make("ul", "lp-choices"));
  known.forEach(function (one) {
    var label = list.appendChild(make("li")).appendChild(make("label"));
    var box = boxes[one.slug] = label.appendChild(make("input"));
    box.type = "checkbox";
    label.appendChild(document.createTextNode(" " + one.name));
    box.addEventListener("change", function () {
      chosen = chosen.filter(function (slug) { return slug !== one.slug; });
      if (box.checked) chosen.push(one.slug);
      changed();
    });
  });
  var every = make("button", "lp-button", "Show all");
  every.type = "button";
  every.addEventListener("click", function () {
    chosen = [];
    filters = { region: "", type: "" };
    put();
    changed();
  });
  var put = function () {
    known.forEach(function (one) { boxes[one.slug].checked = chosen.indexOf(one.slug) >= 0; });
    ["region", "type"].forEach(function (key) { if (selects[key]) selects[key].select.value = filters[key]; });
  };

  var given = new URLSearchParams(location.search);
  (given.get("only") || "").split(",").forEach(function (slug) {
    if (bySlug[slug] && chosen.indexOf(slug) < 0) chosen.push(slug);
  });
  ["region", "type"].forEach(function (key) {
    var value = given.get(key) || "";
    if (known.some(function (one) { return one[key].indexOf(value) >= 0; })) filters[key] = value;
  });
  ["region", "type"].forEach(function (key) { if (selects[key]) place.appendChild(selects[key].label); });
  place.appendChild(details);
  place.appendChild(every);
  place.appendChild(count);
  put();
  show();
})();
