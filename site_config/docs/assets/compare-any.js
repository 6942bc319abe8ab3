// The page /compare/: two protocols of a reader's choice, ?a=…&b=…, shown as the page of a pair shows them
// (generator/views/pair.py, templates/pages/pair.md.jinja), from the scripts of generator/exporting/compare_data.py.
// Texts are only ever set as text.
(() => {
  "use strict";

  const place = document.querySelector("[data-lp-any]"), form = document.querySelector(".lp-choose-pair");
  if (!place || !form) return;
  const { bodyNames, redline, tokens } = window.lpRedline, { possessive, view } = window.lpRelation;
  const make = (tag, name, ...inside) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...inside.flat());
    return made;
  };
  const put = (tag, attributes, ...inside) => {
    const made = make(tag, "", ...inside);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const hidden = words => make("span", "lp-vh", words);
  const pairPage = new URL("a/b/", document.baseURI); // addresses are as on the page of a pair
  const link = (target, name = "") => Array.isArray(target)
    ? Object.assign(make("a", name, target[0]), { href: new URL(target[1], pairPage).href }) : target;
  const row = (parts, last = " and ") => parts.flatMap((part, at) => at === 0 ? [part] : [at === parts.length - 1 ? last : ", ", part]);
  const number = count => "no one two three four five six seven eight nine ten".split(" ")[count] ?? count.toLocaleString("en-GB");

  // ---- the scripts

  const arrived = new Map();
  window.lpCompare = (name, data) => arrived.set(name, data);
  const load = (name, path) => new Promise((done, failed) => {
    const script = make("script");
    script.src = path;
    script.onload = () => done(arrived.get(name));
    script.onerror = failed;
    document.head.append(script);
  });
  const mapped = object => new Map(Object.entries(object));

  // ---- what both pages show alike: a passage with what is said of it

  const runs = (found, terms) => found.map(run => {
    if (!Array.isArray(run)) return run;
    const [words, kind, href] = run, made = link([words, href], `lp-${kind}`);
    if (kind === "term") made.dataset.meaning = terms.get(href.split("#")[1]) ?? "";
    return made;
  });
  const documentTable = ([columns, rows]) => put("div", { class: "lp-scroll", role: "region", tabindex: 0, "aria-label": "A table of the document" },
    make("table", "lp-table",
      make("thead", "", make("tr", "", columns.map(column => put("th", { scope: "col" }, column)))),
      make("tbody", "", rows.map(cells => make("tr", "", cells.map(cell => make("td", "", cell)))))));
  const said = ([label, heading, runIn, text, below, after, table], terms) => make("div", "lp-clause",
    make("div", "lp-said",
      label ? [make("span", "lp-label", label), " "] : [],
      heading ? [make("strong", "lp-runin", heading), " "] : [],
      runIn ? [make("span", "lp-sep", runIn), " "] : [],
      make("span", "lp-text", runs(text, terms))),
    table ? documentTable(table) : [],
    below.length ? make("div", "lp-items", below.map(each => said(each, terms))) : [],
    after.length ? make("div", "lp-said", make("span", "lp-text", runs(after, terms))) : []);
  const handed = ([reporter, matter, receivers, anyOf, howOften, timing, condition, content, words], head) => [
    ...head, reporter ? link(reporter) : "Reporter not stated", " ",
    put("span", { class: "lp-arrow", "aria-hidden": "true" }, "→"), hidden(" gives to "), " ",
    ...receivers.length ? row(receivers.map(each => link(each)), anyOf ? " or " : " and ") : ["receiver not stated"],
    ...head.length ? [": ", link(matter)] : [],
    howOften ? `, ${howOften}` : "", timing ? `, “${timing}”` : "", condition ? `; condition: “${condition}”` : "",
    content ? `; content: “${content}”` : "", `; in the words “${words}”.`];
  const remark = ([kind, title, quote, text]) => make("p", `lp-note lp-note--${kind}`,
    make("strong", "", `Editor’s note (${title.toLowerCase()}).`), quote ? [" ", make("q", "", quote), ":"] : [], " ", text);
  const passage = terms => ([words, where, leftOut, flows, citations, notes, asPrinted]) => make("div", "lp-passage",
    said(words, terms),
    make("div", "lp-about",
      make("p", "lp-meta", link(where), leftOut ? `. ${leftOut}` : ""),
      flows.map(flow => make("p", "lp-flow", handed(flow, [make("strong", "", "Reporting duty."), " "]))),
      citations.length ? make("ul", "lp-chips", citations.map(([law, provision]) => {
        const chip = link(law, "lp-chip lp-chip--law");
        chip.prepend(hidden("Law: "));
        chip.append(provision ? `, ${provision}` : "");
        return make("li", "", chip);
      })) : [],
      citations.filter(each => !each[2]).map(([law, provision]) => make("p", "lp-note lp-note--editorial",
        make("strong", "", "Editor’s note."), " These words stand in ", link(law), provision ? `, ${provision}` : "", ", which the document does not name.")),
      notes.map(remark),
      asPrinted.length ? make("details", "lp-more", make("summary", "", "Editor’s notes on what is printed so"), asPrinted.map(remark)) : []));
  const silence = (name, [state, clause, checked, note]) => make("p", "lp-silence",
    make("strong", "", `${name}:`), ` ${state}`, clause ? [" (", link(clause), ")"] : [],
    checked ? [" ", make("span", "lp-meta", `(looked for on ${checked})`)] : [], note ? `. ${note}` : "");
  const marked = pieces => pieces.map(([left, right, change, kept]) => {
    if (!change) return left === right ? right : put("span", { "data-lp-left": left, "data-lp-right": right }, right || left);
    if (kept) return put("span", { class: "lp-same", "data-lp-diff": "form", "data-lp-left": left }, right);
    const of = (tag, verb, words) => words ? make(tag, "", hidden(`[${verb}: `), words, hidden("] ")) : [];
    return put("span", { class: `lp-change lp-change--${change}`, "data-lp-diff": change }, of("del", "deleted", left), of("ins", "inserted", right));
  });
  const redlined = found => {
    if (found.kind === "reworded-throughout") {
      return [make("p", "lp-reworded", `${found.relation.join(" ")} Both wordings stand whole above.`),
        found.headings ? make("div", "lp-relation", make("p", "lp-meta", found.headings)) : []];
    }
    return [found.kind === "same-words" ? [] : make("div", "lp-redline",
      make("p", "lp-redline__head", make("strong", "", `${found.head}:`), ` ${found.legend}.`),
      make("p", "lp-redline__text lp-text", marked(found.pieces)),
      found.forms.length ? make("details", "lp-more",
        make("summary", "", "Not marked: form, and the names of each side’s bodies"),
        make("ul", "", found.forms.map(each => make("li", "", each)))) : []),
    make("div", "lp-relation", found.relation.map(each => make("p", "", each)), found.headings ? make("p", "lp-meta", found.headings) : [])].flat();
  };
  const table = (label, caption, heads, rows) => put("div", { class: "lp-scroll", role: "region", tabindex: 0, "aria-label": label },
    make("table", "lp-table lp-table--cards", make("caption", "", caption),
      make("thead", "", make("tr", "", heads.map(head => put("th", { scope: "col" }, head)))),
      make("tbody", "", rows)));

  // ---- two sides

  const asSide = (data, shared) => {
    const topics = new Map(Object.entries(data.topics).map(([slug, [at, headings, passages, text]]) => {
      const plain = found => found.map(run => Array.isArray(run) ? run[0] : run).join("");
      const texts = ([, , , own, below, after, cells]) => [plain(own), ...cells ? cells.flat(2) : [], ...below.flatMap(texts), plain(after)].filter(Boolean);
      return [slug, { at, headings, passages, text: text ?? passages.flatMap(each => texts(each[0])).join("\n") }];
    }));
    const names = bodyNames(data.names);
    return { ...data, topics, silences: mapped(data.silences), duties: mapped(data.duties), laws: mapped(data.laws),
      facts: new Map(data.facts.map(([term, ...fact]) => [term, fact])),
      compared: new Set(shared.kinds[data.kind]), tokens: slug => tokens(topics.get(slug).text, names) };
  };
  // As generator/analysis/order.py.
  const outOfOrder = (left, right) => {
    const both = [...left.topics].filter(([slug]) => right.topics.has(slug)).map(([slug, { at }]) => [at, right.topics.get(slug).at, slug])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
    const lengths = [], before = [], moved = new Set(both.map(each => each[2]));
    const longest = (end, fits) => {
      let best = -1;
      for (let i = 0; i < end; i++) if (fits(i) && (best < 0 || lengths[i] > lengths[best])) best = i;
      return best;
    };
    both.forEach(([, to], at) => {
      before.push(longest(at, i => both[i][1] <= to));
      lengths.push(before[at] < 0 ? 1 : lengths[before[at]] + 1);
    });
    for (let at = longest(both.length, () => true); at >= 0; at = before[at]) moved.delete(both[at][2]);
    return moved;
  };

  const shown = (left, right, shared) => {
    const sides = [left, right], names = sides.map(side => side.name), [ours, theirs] = names.map(possessive);
    const terms = mapped(shared.terms), show = passage(terms), moved = outOfOrder(left, right);
    const topics = shared.topics.filter(([slug, , group]) => sides.some(side => side.compared.has(group) || side.topics.has(slug)));
    const found = [];
    const head = (level, words, id) => found.push(put(`h${level}`, { id }, words));
    const all = topic => make("p", "lp-meta", "All protocols on this topic: ", link([topic[1], topic[4]]));
    const both = topics.filter(([slug]) => sides.every(side => side.topics.has(slug)));
    const only = sides.map((side, at) => topics.filter(([slug]) => side.topics.has(slug) && !sides[1 - at].topics.has(slug)));
    const neither = topics.filter(([slug]) => !sides.some(side => side.topics.has(slug)));
    const views = new Map(both.map(([slug]) => [slug, view(redline(left.tokens(slug), right.tokens(slug)), ...names,
      left.topics.get(slug).headings, right.topics.get(slug).headings)]));

    const counts = [["both speak on", both], [`only ${names[0]} speaks on`, only[0]], [`only ${names[1]} speaks on`, only[1]], ["neither speaks on", neither]]
      .filter(each => each[1].length).map(([words, each]) => `${words} ${number(each.length)}`);
    found.push(make("p", "lp-lead", `Of ${number(topics.length)} topics `, ...row(counts),
      ". That is a count, and no verdict: a topic on which a protocol is silent is not thereby excluded."),
      make("p", "lp-meta", "The whole protocols: ", ...row(sides.map(side => link(side.document)))));

    head(2, "At a glance", "_glance");
    const fact = of => of ? [...of[0].flatMap((each, at) => [at ? "; " : "", link(each)]), of[1] ? [" ", make("span", "lp-meta", of[1])] : []].flat()
      : make("span", "lp-unstated", "not stated");
    const cells = (term, contents) => make("tr", "", put("th", { scope: "row" }, term),
      contents.map((content, at) => put("td", { "data-label": names[at] }, content)));
    found.push(table("Both protocols at a glance", "Both protocols at a glance", [hidden("What"), ...names],
      [...new Set([...left.facts.keys(), ...right.facts.keys()])].map(term => cells(term, sides.map(side => fact(side.facts.get(term)))))));
    const kinds = [["same-words", "In the same words"], ["same-but-for-form", "In the same words but for their form"],
      ["left-says-more", `${ours} words hold all of ${theirs}, and more`], ["right-says-more", `${theirs} words hold all of ${ours}, and more`],
      ["overlap", "Each says something of its own"], ["reworded-throughout", "Reworded throughout"]]
      .map(([kind, words]) => [words, both.filter(([slug]) => views.get(slug).kind === kind)]).filter(each => each[1].length);
    if (kinds.length) {
      found.push(make("dl", "lp-kinds", kinds.flatMap(([words, each]) => [make("dt", "", words),
        make("dd", "", row(each.map(([slug, title]) => put("a", { href: `#${slug}` }, title))))])));
    }
    found.push(put("div", { class: "lp-toolbar", "data-lp-differences": "" }));

    for (const [group, title] of shared.groups) {
      const within = both.filter(topic => topic[2] === group);
      if (within.length) head(2, title, `_group-${group}`);
      for (const topic of within) {
        const [slug, words, , question] = topic, at = sides.map(side => side.topics.get(slug));
        head(3, words, slug);
        found.push(make("div", "lp-topic", make("p", "lp-question", question),
          make("div", "lp-pair", at.map((each, side) => make("div", "lp-side", make("p", "lp-side__head", names[side]), each.passages.map(show)))),
          moved.has(slug) ? make("p", "lp-meta", "Not in the same order as the other topics: "
            + row(at.map((each, side) => `${[ours, theirs][side]} ${side ? "" : "words on this begin "}at “${[each.passages[0][1]].flat()[0]}”`), ", ").join("") + ".") : [],
          redlined(views.get(slug)), all(topic)));
      }
    }
    only.forEach((each, side) => {
      if (each.length) head(2, `Only ${names[side]} speaks on`, ["_only-first", "_only-second"][side]);
      for (const topic of each) {
        head(3, topic[1], topic[0]);
        found.push(make("div", "lp-topic", sides[side].topics.get(topic[0]).passages.map(show),
          silence(names[1 - side], sides[1 - side].silences.get(topic[0])), all(topic)));
      }
    });
    if (neither.length) {
      head(2, "Topics on which neither speaks", "_neither");
      found.push(make("ul", "lp-silent", neither.map(topic => put("li", { id: topic[0] }, link([topic[1], topic[4]]),
        sides.map(side => silence(side.name, side.silences.get(topic[0])))))));
    }
    const listed = (from, key, none, line) => side => side[key].get(from)?.map(line) ?? make("span", "lp-unstated", none);
    const joined = (key, none, line) => shared[key === "duties" ? "matters" : "laws"].filter(([slug]) => sides.some(side => side[key].has(slug)))
      .map(([slug, title, href]) => cells(link([title, href]), sides.map(listed(slug, key, none, line))));
    const duties = joined("duties", "no such duty stated", ([clause, flow]) => make("p", "lp-flow", handed(flow, []), " ", link(clause)));
    if (duties.length) {
      head(2, "Reporting duties, by matter", "_duties");
      found.push(table("Reporting duties of both, by matter", "Who gives what to whom, as each document says it", ["What", ...names], duties));
    }
    const laws = joined("laws", "not cited", ([words, clause, gone]) => make("p", "", `${words} (`, link(clause), ")", gone ? `: ${gone}` : ""));
    if (laws.length) {
      head(2, "Law and guidance of both", "_law");
      found.push(table("Law and guidance of both", "What each document rests on", ["Law or guidance", ...names], laws));
    }
    return found;
  };

  // ---- the choice

  const asked = new URLSearchParams(location.search), fields = ["a", "b"].map(name => form.elements[name]);
  const known = new Map(Array.from(fields[0].options).map(option => [option.value, option.textContent]));
  const chosen = ["a", "b"].map(name => asked.get(name) ?? "");
  chosen.forEach((slug, at) => { if (known.has(slug)) fields[at].value = slug; });
  if (!chosen[1] && fields[1].selectedIndex === fields[0].selectedIndex) fields[1].selectedIndex = fields[0].selectedIndex ? 0 : 1;
  form.hidden = false;
  document.querySelectorAll(".lp-without-script").forEach(each => { each.hidden = true; });
  form.addEventListener("submit", event => {
    event.preventDefault();
    location.search = `?a=${fields[0].value}&b=${fields[1].value}`;
  });
  // A long list is found in by typing a part of a name; the list itself stays one of the browser's own.
  if (known.size > 20) fields.forEach(field => {
    const options = Array.from(field.querySelectorAll("option")), which = field.name === "a" ? "first" : "second";
    const sought = put("input", { type: "search", autocomplete: "off", "aria-label": `Part of the name of the ${which}`, placeholder: "Part of its name" });
    field.parentNode.before(sought);
    sought.addEventListener("input", () => {
      const part = sought.value.trim().toLowerCase(), fits = option => option.textContent.toLowerCase().includes(part);
      options.forEach(option => { option.hidden = option.disabled = !fits(option); });
      field.querySelectorAll("optgroup").forEach(group => { group.hidden = !group.querySelector("option:not([hidden])"); });
      const first = options.find(fits);
      if (first && !fits(field.selectedOptions[0] ?? first)) field.value = first.value;
      if (first && !field.selectedOptions.length) field.value = first.value;
    });
  });
  const tell = (...words) => place.replaceChildren(put("div", { class: "lp-banner lp-banner--info", role: "alert" }, ...words));
  if (!chosen[0] && !chosen[1]) return;
  const unknown = chosen.filter(slug => slug && !known.has(slug));
  if (unknown.length) return tell(make("strong", "", "Not found."), ` There is no protocol with the address ${row(unknown.map(slug => `“${slug}”`)).join("")} here. Choose two of those listed above.`);
  if (!chosen[0] || !chosen[1]) return;
  if (chosen[0] === chosen[1]) return tell(make("strong", "", "One and the same."), " Choose two different protocols.");

  tell(make("strong", "", "One moment."), " Both protocols are being set side by side.");
  Promise.all([load("", "index.js"), ...chosen.map(slug => load(slug, `data/${slug}.js`))]).then(([shared, ...data]) => {
    const sides = data.map(each => asSide(each, shared)), title = `${sides[0].name} and ${sides[1].name}`;
    const heading = document.querySelector("h1");
    document.title = document.title.replace(heading.textContent, title);
    heading.textContent = title;
    heading.nextElementSibling.hidden = true;
    for (let after = place.nextElementSibling; after; after = after.nextElementSibling) after.hidden = true;
    const page = data[0].pages.includes(chosen[1]) ? make("p", "lp-meta", "This pair has ",
      Object.assign(make("a", "", "a page of its own"), { href: new URL(`${chosen.slice().sort().join("/")}/`, document.baseURI).href }), ".") : [];
    place.replaceChildren(...[page, shown(...sides, shared)].flat());
    document.dispatchEvent(new Event("lp-compared"));
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  }).catch(failed => {
    tell(make("strong", "", "Not loaded."), " The two protocols could not be loaded. Load this page again, or choose a pair that has a page of its own.");
    if (failed instanceof Error) throw failed;
  });
})();
