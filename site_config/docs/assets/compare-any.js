// The page /compare/: a reader chooses two protocols, ?a=…&b=…. Only then is loaded what sets them side by side: one script,
// joined from several (generator/exporting/assets.py), and the data of each (generator/exporting/compare_data.py).
// Texts are only ever set as text.
(() => {
  "use strict";

  const place = document.querySelector("[data-lp-any]"), form = document.querySelector(".lp-choose-pair");
  if (!place || !form) return;
  const make = (tag, attributes, ...inside) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...inside);
    return made;
  };
  const beside = document.currentScript.src;

  // ---- the choice

  const shared = JSON.parse(place.dataset.lpAny);
  const asked = new URLSearchParams(location.search), fields = ["a", "b"].map(name => form.elements[name]);
  const known = new Map(Array.from(fields[0].options, option => [option.value, option.textContent]));
  const chosen = ["a", "b"].map(name => asked.get(name) ?? "").map(slug => Object.hasOwn(shared.was, slug) ? shared.was[slug] : slug);
  chosen.forEach((slug, at) => { if (known.has(slug)) fields[at].value = slug; });
  if (!chosen[1] && fields[1].selectedIndex === fields[0].selectedIndex) fields[1].selectedIndex = fields[0].selectedIndex ? 0 : 1;
  form.addEventListener("submit", event => {
    event.preventDefault();
    location.search = `?a=${fields[0].value}&b=${fields[1].value}`;
  });
  // A long list is found in by typing a part of a name; the list itself stays one of the browser's own.
  if (known.size > 20) fields.forEach((field, at) => {
    const options = Array.from(field.querySelectorAll("option"));
    const sought = make("input", { type: "search", autocomplete: "off", placeholder: "Part of its name",
      ariaLabel: `Part of the name of the ${["first", "second"][at]}` });
    field.parentNode.before(sought);
    sought.addEventListener("input", () => {
      const part = sought.value.trim().toLowerCase(), fits = option => option.textContent.toLowerCase().includes(part);
      options.forEach(option => { option.hidden = option.disabled = !fits(option); });
      field.querySelectorAll("optgroup").forEach(group => { group.hidden = !group.querySelector("option:not([hidden])"); });
      const first = options.find(fits);
      if (first && !(field.selectedOptions[0] && fits(field.selectedOptions[0]))) field.value = first.value;
    });
  });

  const tell = (role, title, ...words) => place.replaceChildren(
    make("div", { className: "lp-banner lp-banner--info", role }, make("strong", {}, title), " ", ...words));
  const heading = document.querySelector("h1"), name = words => {
    document.title = document.title.replace(heading.textContent, words);
    heading.textContent = words;
  };
  const ofPage = heading.textContent;
  const refuse = (...told) => {
    document.documentElement.classList.remove("lp-asked");
    name(ofPage);
    tell("alert", ...told);
  };
  const unknown = chosen.filter(slug => slug && !known.has(slug)).map(slug => `“${slug}”`);
  if (unknown.length) return refuse("Not found.", `There is no protocol with the address ${unknown.join(" and ")} here. Choose two of those listed above.`);
  if (!chosen[0] || !chosen[1]) return;
  if (chosen[0] === chosen[1]) return refuse("One and the same.", "Choose two different protocols.");

  // ---- what it takes

  const script = address => new Promise((done, failed) => {
    document.head.append(make("script", { src: address, onload: done, onerror: failed }));
  });
  // A page that is read from a disk may run a script beside it, and may fetch nothing.
  const arrived = new Map();
  window.lpCompare = (slug, data) => arrived.set(slug, data);
  const load = async slug => {
    if (location.protocol === "file:") {
      await script(`data/${slug}.js`);
      return arrived.get(slug);
    }
    const answer = await fetch(`data/${slug}.json`);
    if (answer.ok) return answer.json();
    throw slug;
  };
  const again = make("a", { href: location.href }, "Load it again");
  const missing = reason => known.has(reason)
    ? refuse("Not there.", `The words of ${known.get(reason)} are not where this page looks for them. The site may have changed since it was loaded. `, again, ".")
    : refuse("Not loaded.", navigator.onLine === false ? "You seem to be offline, and the two protocols have to be fetched. "
      : "The two protocols could not be fetched. ", again, ", or choose a pair that has a page of its own.");
  const broken = fault => {
    refuse("Not shown.", "Something went wrong while the two protocols were set side by side. ", again, ", or choose a pair that has a page of its own.");
    throw fault;
  };
  const pause = () => window.scheduler?.yield ? window.scheduler.yield() : new Promise(done => { setTimeout(done); });

  const show = async ([, ...data]) => {
    place.replaceChildren();
    if (data[0].pages.includes(chosen[1])) {
      place.append(make("p", { className: "lp-meta" }, "This pair has ",
        make("a", { href: `${chosen.slice().sort().join("/")}/` }, "a page of its own"), "."));
    }
    let since = performance.now();
    for (const part of window.lpSideBySide(data, shared)) {
      place.append(...part);
      if (performance.now() - since > 10) {
        await pause();
        since = performance.now();
      }
    }
    for (let after = place.nextElementSibling; after; after = after.nextElementSibling) after.hidden = true;
    form.elements.take.onclick = async () => {
      if (!window.lpTake) await script(new URL("take-along.js", beside));
      window.lpTake.pair(chosen);
    };
    form.elements.take.disabled = false;
    document.dispatchEvent(new Event("lp-compared"));
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  };
  document.querySelector(".lp-cite code").textContent = `protocols compare ${chosen.join(" ")} --format docx --output ${chosen.join("-and-")}.docx`;
  name(chosen.map(slug => known.get(slug)).join(" and "));
  tell("status", "One moment.", "Both protocols are being set side by side.");
  Promise.all([script(new URL("comparison.js", beside)), ...chosen.map(load)]).then(found => show(found).catch(broken), missing);
})();
