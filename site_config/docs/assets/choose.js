// Choosing protocols on a page that holds all of them: by region, by type of authority, by name.
// The choice stands in the address, ?only=a,b,c, in the order in which the protocols are then shown.
(() => {
  "use strict";

  const place = document.querySelector("[data-lp-choose]");
  if (!place) return;
  const beside = document.currentScript.src;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const known = [];
  const bySlug = Object.create(null);
  all("[data-protocol][data-name]").forEach(one => {
    const slug = one.dataset.protocol;
    if (bySlug[slug]) return;
    bySlug[slug] = { slug: slug, name: one.dataset.name, region: one.dataset.region.split("|"), type: one.dataset.type.split("|") };
    known.push(bySlug[slug]);
  });
  known.sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
  if (known.length < 2) return;

  let chosen = []; // slugs in the order of the choice; none: all are shown
  let filters = { region: "", type: "" };
  const isShown = slug => {
    const one = bySlug[slug];
    if (!one) return true;
    return (!chosen.length || chosen.indexOf(slug) >= 0) &&
      ["region", "type"].every(key => !filters[key] || one[key].indexOf(filters[key]) >= 0);
  };

  // What belongs to a protocol is moved and hidden with the heading before it.
  const headingOf = block => {
    const before = block.previousElementSibling;
    return before && /^H[2-6]$/.test(before.tagName) ? before : null;
  };
  let rows = new Map();
  all("[data-protocol]").forEach(one => {
    const row = rows.get(one.parentNode) || { units: [] };
    rows.set(one.parentNode, row);
    row.units.push({ slug: one.dataset.protocol, element: one, heading: one.matches(".lp-own") ? headingOf(one) : null, index: row.units.length });
  });
  rows = Array.from(rows.values()).filter(row => row.units.length > 1);
  rows.forEach(row => {
    row.end = document.createComment("");
    row.units[row.units.length - 1].element.after(row.end);
  });
  const position = unit => {
    const at = chosen.indexOf(unit.slug);
    return at < 0 ? known.length + unit.index : at;
  };
  let isInOrder = true;
  const inOrder = () => {
    if (!chosen.length && isInOrder) return;
    isInOrder = !chosen.length;
    rows.forEach(row => {
      row.units.slice().sort((a, b) => position(a) - position(b)).forEach(unit => {
        if (unit.heading) row.end.before(unit.heading);
        row.end.before(unit.element);
      });
    });
  };

  // What is said of several goes when none of them is shown.
  const shared = all(".lp-variant, .lp-group, .lp-lone").map(block => {
    return { block: block, heading: headingOf(block), slugs: all("[data-protocol]", block).map(one => one.dataset.protocol) };
  });

  // So does what leads to a protocol's place on the page.
  const contents = all(".lp-contents a, .lp-contents-narrow a").map(link => {
    return { slug: link.hash.slice(1), item: link.parentNode };
  }).filter(entry => bySlug[entry.slug]);

  const count = make("p", "lp-meta");
  count.setAttribute("role", "status");
  const show = () => {
    const number = known.filter(one => isShown(one.slug)).length;
    all("[data-protocol]").forEach(one => { one.hidden = !isShown(one.dataset.protocol); });
    rows.forEach(row => {
      row.units.forEach(unit => { if (unit.heading) unit.heading.hidden = unit.element.hidden; });
    });
    shared.forEach(one => {
      one.block.hidden = one.slugs.length > 0 && !one.slugs.some(isShown);
      if (one.heading) one.heading.hidden = one.block.hidden;
    });
    contents.forEach(entry => { entry.item.hidden = !isShown(entry.slug); });
    inOrder();
    every.hidden = number === known.length && !chosen.length;
    count.textContent = number === known.length ? "All " + number + " protocols are shown." : number + " of " + known.length + " protocols are shown. What is counted on this page is counted over all.";
  };

  const inAddress = () => {
    const address = new URL(location.href);
    address.search = address.search.replace(/[?&](only|region|type)=[^&]*/g, "").replace(/^&/, "?");
    const parts = [];
    if (chosen.length) parts.push("only=" + chosen.join(","));
    ["region", "type"].forEach(key => { if (filters[key]) parts.push(key + "=" + encodeURIComponent(filters[key])); });
    if (parts.length) address.search += (address.search ? "&" : "?") + parts.join("&");
    try { history.replaceState(null, "", address); } catch (refused) { /* the choice holds for this page */ }
  };
  const changed = () => {
    inAddress();
    show();
  };

  const choice = (key, words) => {
    const values = Object.create(null);
    known.forEach(one => { one[key].forEach(value => { if (value) values[value] = true; }); });
    const names = Object.keys(values).sort();
    if (names.length < 2) return null;
    const label = make("label", "", words + " ");
    const select = label.appendChild(make("select"));
    [""].concat(names).forEach(value => {
      const option = select.appendChild(make("option", "", value || "all"));
      option.value = value;
    });
    select.addEventListener("change", () => { filters[key] = select.value; changed(); });
    return { label: label, select: select };
  };
  const selects = { region: choice("region", "Region"), type: choice("type", "Type of authority") };
  const boxes = Object.create(null);
  const details = make("details", "lp-more");
  details.appendChild(make("summary", "", "Choose authorities"));
  const list = details.appendChild(make("ul", "lp-choices"));
  known.forEach(one => {
    const label = list.appendChild(make("li")).appendChild(make("label"));
    const box = boxes[one.slug] = label.appendChild(make("input"));
    box.type = "checkbox";
    label.appendChild(document.createTextNode(" " + one.name));
    box.addEventListener("change", () => {
      chosen = chosen.filter(slug => slug !== one.slug);
      if (box.checked) chosen.push(one.slug);
      changed();
    });
  });
  const every = make("button", "lp-button", "Show all");
  every.type = "button";
  every.addEventListener("click", () => {
    chosen = [];
    filters = { region: "", type: "" };
    put();
    changed();
  });
  const put = () => {
    known.forEach(one => { boxes[one.slug].checked = chosen.indexOf(one.slug) >= 0; });
    ["region", "type"].forEach(key => { if (selects[key]) selects[key].select.value = filters[key]; });
  };

  const given = new URLSearchParams(location.search);
  (given.get("only") || "").split(",").forEach(slug => {
    if (bySlug[slug] && chosen.indexOf(slug) < 0) chosen.push(slug);
  });
  ["region", "type"].forEach(key => {
    const value = given.get(key) || "";
    if (known.some(one => one[key].indexOf(value) >= 0)) filters[key] = value;
  });
  ["region", "type"].forEach(key => { if (selects[key]) place.appendChild(selects[key].label); });
  place.appendChild(details);
  place.appendChild(every);
  if (place.dataset.lpCsv) {
    const take = place.appendChild(make("button", "lp-button", "Download those shown as CSV"));
    const save = () => {
      const position = one => chosen.indexOf(one.slug);
      window.lpTake.topic(place, known.filter(one => isShown(one.slug)).sort((a, b) => position(a) - position(b)));
    };
    take.type = "button";
    take.addEventListener("click", () => {
      if (window.lpTake) return save();
      const script = make("script");
      script.onload = save;
      script.src = new URL("take-along.js", beside);
      document.head.append(script);
    });
  }
  place.appendChild(count);
  put();
  show();
})();
