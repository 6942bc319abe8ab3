// Two protocols of a reader's choice, as the page of a pair shows them (generator/views/pair.py, templates/pages/pair.md.jinja),
// from the data of generator/exporting/compare_data.py. Texts are only ever set as text.
(() => {
  "use strict";

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
  const strong = words => make("strong", "", words);
  const meta = (...inside) => make("p", "lp-meta", ...inside);
  const unstated = words => make("span", "lp-unstated", words);
  const link = (target, name) => Array.isArray(target) ? Object.assign(make("a", name, target[0]), { href: target[1] }) : target;
  const row = (parts, last = " and ") => parts.flatMap((part, at) => at === 0 ? [part] : [at === parts.length - 1 ? last : ", ", part]);
  const number = count => "no one two three four five six seven eight nine ten".split(" ")[count] ?? count.toLocaleString("en-GB");
  const mapped = object => new Map(Object.entries(object));
  const table = (label, name, heads, rows, caption = []) => put("div", { class: "lp-scroll", role: "region", tabindex: 0, "aria-label": label },
    make("table", `lp-table${name}`, caption,
      make("thead", "", make("tr", "", heads.map(head => put("th", { scope: "col" }, head)))), make("tbody", "", rows)));

  // ---- a passage with what is said of it

  const runs = (found, terms) => found.map(run => {
    if (!Array.isArray(run)) return run;
    const [words, kind, href] = run, made = link([words, href], `lp-${kind}`);
    if (kind === "term") made.dataset.meaning = terms.get(href.split("#")[1]) ?? "";
    return made;
  });
  const said = ([label, heading, runIn, text, below, after, cells], terms) => make("div", "lp-clause",
    make("div", "lp-said",
      label ? [make("span", "lp-label", label), " "] : [],
      heading ? [make("strong", "lp-runin", heading), " "] : [],
      runIn ? [make("span", "lp-sep", runIn), " "] : [],
      make("span", "lp-text", runs(text, terms))),
    cells ? table("A table of the document", "", cells[0], cells[1].map(each => make("tr", "", each.map(cell => make("td", "", cell))))) : [],
    below.length ? make("div", "lp-items", below.map(each => said(each, terms))) : [],
    after.length ? make("div", "lp-said", make("span", "lp-text", runs(after, terms))) : []);
  const handed = ([reporter, matter, receivers, anyOf, howOften, timing, condition, content, words], head) => [
    ...head, reporter ? link(reporter) : "Reporter not stated", " ",
    put("span", { class: "lp-arrow", "aria-hidden": "true" }, "→"), hidden(" gives to "), " ",
    ...receivers.length ? row(receivers.map(each => link(each)), anyOf ? " or " : " and ") : ["receiver not stated"],
    ...head.length ? [": ", link(matter)] : [],
    howOften ? `, ${howOften}` : "", timing ? `, “${timing}”` : "", condition ? `; condition: “${condition}”` : "",
    content ? `; content: “${content}”` : "", `; in the words “${words}”.`];
  const note = (kind, title, ...inside) => make("p", `lp-note lp-note--${kind}`, strong(`Editor’s note${title}.`), ...inside);
  const remark = ([kind, title, quote, text]) => note(kind, ` (${title.toLowerCase()})`, quote ? [" ", make("q", "", quote), ":"] : [], " ", text);
  const passage = terms => ([words, where, leftOut, flows, citations, notes, asPrinted]) => make("div", "lp-passage",
    said(words, terms),
    make("div", "lp-about",
      meta("In the document: ", link(where), leftOut ? `. ${leftOut}` : ""),
      flows.map(flow => make("p", "lp-flow", handed(flow, [strong("Reporting duty."), " "]))),
      citations.length ? make("ul", "lp-chips", citations.map(([law, provision]) => {
        const chip = link(law, "lp-chip lp-chip--law");
        chip.prepend(hidden("Law: "));
        chip.append(provision ? `, ${provision}` : "");
        return make("li", "", chip);
      })) : [],
      citations.filter(each => !each[2]).map(([law, provision]) => note("editorial", "",
        " These words stand in ", link(law), provision ? `, ${provision}` : "", ", which the document does not name.")),
      notes.map(remark),
      asPrinted.length ? make("details", "lp-more", make("summary", "", "Editor’s notes on what is printed so"), asPrinted.map(remark)) : []));
  const silence = (name, [state, clause, checked, words]) => make("p", "lp-silence",
    strong(`${name}:`), ` ${state}`, clause ? [" (", link(clause), ")"] : [],
    checked ? [" ", make("span", "lp-meta", `(looked for on ${checked})`)] : [], words ? `. ${words}` : "");
  const marked = pieces => pieces.map(([left, right, change, kept]) => {
    if (!change) return left === right ? right : put("span", { "data-lp-left": left, "data-lp-right": right }, right || left);
    if (kept) return put("span", { class: "lp-same", "data-lp-diff": "form", "data-lp-left": left }, right);
    const of = (tag, verb, words) => words ? make(tag, "", hidden(`[${verb}: `), words, hidden(` end ${verb}] `)) : [];
    return put("span", { class: `lp-change lp-change--${change}`, "data-lp-diff": change }, of("del", "deleted", left), of("ins", "inserted", right));
  });
  const redlined = found => {
    const headings = found.headings ? meta(found.headings) : [];
    if (found.kind === "reworded-throughout") {
      return [make("p", "lp-reworded", `${found.relation.join(" ")} Both wordings stand whole above.`),
        found.headings ? make("div", "lp-relation", headings) : []];
    }
    return [found.kind === "same-words" ? [] : make("div", "lp-redline",
      make("p", "lp-redline__head", strong(`${found.head}:`), ` ${found.legend}.`),
      make("p", "lp-redline__text lp-text", marked(found.pieces)),
      found.forms.length ? make("details", "lp-more",
        make("summary", "", "Not marked: form, and the names of each side’s bodies"),
        make("ul", "", found.forms.map(each => make("li", "", each)))) : []),
    make("div", "lp-relation", found.relation.map(each => make("p", "", each)), headings)].flat();
  };

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

  // Gives the page in parts, each a list of nodes to add below what is there; some are empty, for who waits between parts.
  const parts = function* (data, shared) {
    const sides = data.map(each => asSide(each, shared)), [left, right] = sides;
    const names = sides.map(side => side.name), [ours, theirs] = names.map(possessive);
    const show = passage(mapped(shared.terms)), moved = outOfOrder(left, right);
    const topics = shared.topics.filter(([slug, , group]) => sides.some(side => side.compared.has(group) || side.topics.has(slug)));
    const head = (level, words, id) => put(`h${level}`, { id }, words);
    const former = topic => topic.slice(5).map(id => put("span", { id })), above = topic => topic[5] ? [make("div", "", former(topic))] : [];
    const all = topic => meta("All protocols on this topic: ", link([topic[1], topic[4]]));
    const both = topics.filter(([slug]) => sides.every(side => side.topics.has(slug)));
    const only = sides.map((side, at) => topics.filter(([slug]) => side.topics.has(slug) && !sides[1 - at].topics.has(slug)));
    const neither = topics.filter(([slug]) => !sides.some(side => side.topics.has(slug)));
    const views = new Map();
    for (const [slug] of both) {
      views.set(slug, view(redline(left.tokens(slug), right.tokens(slug)), ...names, ...sides.map(side => side.topics.get(slug).headings)));
      yield [];
    }
    parts.found = { sides, shared, topics, views };

    const counts = [["both speak on", both], [`only ${names[0]} speaks on`, only[0]], [`only ${names[1]} speaks on`, only[1]], ["neither speaks on", neither]]
      .filter(each => each[1].length).map(([words, each]) => `${words} ${number(each.length)}`);
    const fact = of => of ? [...of[0].flatMap((each, at) => [at ? "; " : "", link(each)]), of[1] ? [" ", make("span", "lp-meta", of[1])] : []].flat()
      : unstated("not stated");
    const cells = (term, contents) => make("tr", "", put("th", { scope: "row" }, term),
      contents.map((content, at) => put("td", { "data-label": names[at] }, content)));
    const ofBoth = (label, caption, first, rows, name = "") => table(label, ` lp-table--cards${name}`, [first, ...names], rows, make("caption", "", caption));
    yield [make("p", "lp-lead", `Of ${number(topics.length)} topics `, ...row(counts),
      ". That is a count, and no verdict: a topic on which a protocol is silent is not thereby excluded."),
    meta("The whole protocols: ", ...row(sides.map(side => link(side.document)))),
    head(2, "At a glance", "_glance"),
    ofBoth("Both protocols at a glance", "Both protocols at a glance", hidden("What"),
      [...new Set([...left.facts.keys(), ...right.facts.keys()])].map(term => cells(term, sides.map(side => fact(side.facts.get(term))))), " lp-table--two")];
    const kinds = [["same-words", "In the same words"], ["same-but-for-form", "In the same words but for their form"],
      ["left-says-more", `${ours} words hold all of ${theirs}, and more`], ["right-says-more", `${theirs} words hold all of ${ours}, and more`],
      ["overlap", "Each says something of its own"], ["reworded-throughout", "Reworded throughout"]]
      .map(([kind, words]) => [words, both.filter(([slug]) => views.get(slug).kind === kind)]).filter(each => each[1].length);
    if (kinds.length) {
      yield [make("dl", "lp-kinds", kinds.flatMap(([words, each]) => [make("dt", "", words),
        make("dd", "", row(each.map(([slug, title]) => link([title, `#${slug}`]))))]))];
    }
    yield [put("div", { class: "lp-toolbar", "data-lp-differences": "" })];

    for (const [group, title] of shared.groups) {
      const within = both.filter(topic => topic[2] === group);
      if (within.length) yield [head(2, title, `_group-${group}`)];
      for (const topic of within) {
        const [slug, words, , question] = topic, at = sides.map(side => side.topics.get(slug));
        yield [...above(topic), head(3, words, slug), make("div", "lp-topic", make("p", "lp-question", question),
          make("div", "lp-pair", at.map((each, side) => make("div", "lp-side", make("p", "lp-side__head", names[side]), each.passages.map(show)))),
          moved.has(slug) ? meta("Not in the same order as the other topics: "
            + row(at.map((each, side) => `${[ours, theirs][side]} ${side ? "" : "words on this begin "}at “${[each.passages[0][1]].flat()[0]}”`), ", ").join("") + ".") : [],
          redlined(views.get(slug)), all(topic))];
      }
    }
    for (const side of [0, 1]) {
      if (only[side].length) yield [head(2, `Only ${names[side]} speaks on`, ["_only-first", "_only-second"][side])];
      for (const topic of only[side]) {
        yield [...above(topic), head(3, topic[1], topic[0]), make("div", "lp-topic", sides[side].topics.get(topic[0]).passages.map(show),
          silence(names[1 - side], sides[1 - side].silences.get(topic[0])), all(topic))];
      }
    }
    if (neither.length) {
      yield [head(2, "Topics on which neither speaks", "_neither"),
        make("ul", "lp-silent", neither.map(topic => put("li", { id: topic[0] }, former(topic), link([topic[1], topic[4]]),
          sides.map(side => silence(side.name, side.silences.get(topic[0]))))))];
    }
    const joined = (from, key, none, line) => from.filter(([slug]) => sides.some(side => side[key].has(slug)))
      .map(([slug, title, href]) => cells(link([title, href]), sides.map(side => side[key].get(slug)?.map(line) ?? unstated(none))));
    const duties = joined(shared.matters, "duties", "no such duty stated", ([clause, flow]) => make("p", "lp-flow", handed(flow, []), " ", link(clause)));
    if (duties.length) {
      yield [head(2, "Reporting duties, by matter", "_duties"),
        ofBoth("Reporting duties of both, by matter", "Who gives what to whom, as each document says it", "What", duties)];
    }
    const laws = joined(shared.laws, "laws", "not cited", ([words, clause, gone]) => make("p", "", `${words} (`, link(clause), ")", gone ? `: ${gone}` : ""));
    if (laws.length) {
      yield [head(2, "Law and guidance of both", "_law"),
        ofBoth("Law and guidance of both", "What each document rests on", "Law or guidance", laws)];
    }
  };

  window.lpSideBySide = parts;
})();
