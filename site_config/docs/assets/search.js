// The search page. Looks words up in an index of scripts (generator/exporting/search_index.py), and cuts and folds words
// as generator/analysis/search_words.py does. Texts are only ever set as text.
(() => {
  "use strict";

  const L = "a-z\\u00df-\\u00f6\\u00f8-\\u02ff\\u0370-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdff";
  const POSSESSIVE = new RegExp(`['\\u2018\\u2019](?:s(?![${L}0-9]))?`, "gu");
  const SECTION = new RegExp(`(?<![${L}0-9])(?:sections?|sect?|ss?)\\.?[ \\t\\n\\r]*(?=[0-9])`, "gu");
  const WORD = new RegExp(`[0-9]+(?:[.][0-9]+)+(?![${L}0-9])|[${L}0-9]+(?:[-\\u2010][${L}0-9]+)*`, "gu");
  const PRINTED = /(?<![\p{L}0-9])(?:sections?|sect?|ss?)\.?\s*[0-9]+|[0-9]+(?:[.][0-9]+)+|[\p{L}\p{M}0-9]+(?:['\u2018\u2019][\p{L}\p{M}]+)*/giu;
  const words = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/gu, "")
    .replace(/[A-Z\u00c0-\u024f\u1e00-\u1eff]/gu, capital => capital.toLowerCase())
    .replace(POSSESSIVE, "").replace(SECTION, "s").match(WORD) || [];
  const parts = word => word.split(/[-\u2010]/);
  const bare = text => words(text).flatMap(parts);

  const place = document.querySelector("[data-lp-search]");
  if (!place) {
    window.lpSearchWords = words; // for the test of both languages
    return;
  }
  const to = address => new URL(address, new URL(place.dataset.lpSearch, document.baseURI)).href;
  const make = (tag, name, ...inside) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...inside);
    return made;
  };
  const link = (text, href) => Object.assign(make("a", "", text), { href });
  const number = count => count.toLocaleString("en-GB");

  // ---- the parts of the index

  let index;
  const loads = new Map(), arrived = new Map();
  window.lpSearch = (version, name, data) => {
    if (!index || version === index.version) arrived.set(name, Object.assign(data, name === "index" && { version }));
  };
  const load = name => {
    if (!loads.has(name)) loads.set(name, new Promise((done, failed) => {
      const script = make("script");
      script.src = to(`search/${name}.js`);
      script.onload = script.onerror = () => {
        script.remove();
        if (arrived.has(name)) return done(arrived.get(name));
        loads.delete(name);
        failed();
      };
      document.head.append(script);
    }));
    return loads.get(name);
  };
  const partOf = (kind, key) => index[kind].findLastIndex(head => head <= key);
  const loadParts = (kind, keys) => Promise.all([...new Set(keys.map(key => partOf(kind, key)))].filter(n => n >= 0).map(n => load(`${kind}-${n}`)));
  const lookUp = (kind, key) => {
    const part = arrived.get(`${kind}-${partOf(kind, key)}`);
    return part && Object.hasOwn(part, key) ? part[key] : null;
  };
  const stemOf = word => {
    const found = index.stop.has(word) ? word : lookUp("words", word);
    return typeof found === "number" ? word.slice(0, found) : found;
  };
  const postings = key => {
    const [steps, impacts] = lookUp("where", key) || [[]];
    let at = 0;
    return new Map(steps.map((step, i) => [at += step, impacts[i] || impacts]));
  };

  // ---- from a query to what is looked for

  // How many letters are wrong, missing, too many or exchanged (optimal string alignment).
  const distance = (a, b) => {
    let before, last, row = [...b, ""].map((_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    return row[b.length];
  };
  // The words nearest to one that stands nowhere: begun with it, with another ending, or spelt nearly so.
  const nearest = word => {
    const most = word.length < 4 || /\d/.test(word) ? 0 : word.length < 6 ? 1 : 2;
    const cost = other => {
      let shared = 0;
      while (shared < word.length && word[shared] === other[shared]) shared++;
      const ending = Math.max(word.length, other.length) - shared;
      const ended = shared > 3 && shared > word.length - 4 && ending < 5 ? 0.5 + ending / 4 : 9;
      const near = most && Math.abs(word.length - other.length) <= most && (word[0] === other[0] || word[1] === other[0]);
      const wrong = near ? distance(word, other) : 9;
      return Math.min(ended, wrong > most ? 9 : wrong);
    };
    const all = index.words.flatMap((_, n) => Object.keys(arrived.get(`words-${n}`)));
    return all.map(other => [cost(other), other]).filter(each => each[0] < 9).sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).map(each => each[1]).filter((other, i, all) => all.findIndex(each => stemOf(each) === stemOf(other)) === i).slice(0, 4);
  };

  // Units: what has to be found, each a concept with all its forms, or a word.
  const understand = async query => {
    const typed = words(query), tokens = [], corrections = [], units = new Map();
    await loadParts("words", typed.flatMap(word => [...parts(word), parts(word).join("")]));
    for (const word of typed) {
      const whole = parts(word).join("");
      for (const part of stemOf(whole) && !parts(word).every(stemOf) ? [whole] : parts(word)) {
        let stem = stemOf(part);
        if (!stem && /^[0-9]/.test(part)) { // "22(4)" is looked for as "section 22(4)"
          await loadParts("words", [`s${part}`]);
          stem = stemOf(`s${part}`);
        }
        if (!stem) {
          await loadParts("words", index.words);
          const near = nearest(part);
          corrections.push([part, near]);
          stem = near.length && stemOf(near[0]);
        }
        tokens.push(stem);
      }
    }
    for (let at = 0, step; at < tokens.length; at += step) {
      const fits = (index.phrases.get(tokens[at]) || []).filter(([stems]) => stems.every((stem, i) => tokens[at + i] === stem));
      const [[longest, concept]] = [...fits.sort((a, b) => b[0].length - a[0].length), [[tokens[at]]]];
      const stems = longest.filter(stem => stem && !index.stop.has(stem));
      if (stems.length) units.set(concept ? concept.key : stems[0], { concept, stems });
      step = longest.length;
    }
    return { units: [...units.values()], corrections };
  };

  // How much a unit counts in each document. Of a concept any form counts, and the very words typed count extra.
  const weigh = ({ concept, stems }) => {
    const typed = stems.map(postings);
    if (!concept) return typed[0];
    const found = postings(concept.key);
    for (const at of typed[0].keys()) if (!found.has(at) && typed.every(each => each.has(at))) found.set(at, 1);
    for (const [at, impact] of found) found.set(at, typed.reduce((sum, each) => sum + 0.3 * (each.get(at) || 0), impact));
    return found;
  };

  const find = async ({ q, from, topic, type }) => {
    const asked = await understand(q), scores = new Map();
    const filters = [from.map(slug => `a:${slug}`), topic ? [`topic:${topic}`] : []].filter(keys => keys.length);
    await loadParts("where", [...filters.flat(), ...asked.units.flatMap(({ concept, stems }) => concept ? [concept.key, ...stems] : stems)]);
    const allowed = filters.map(keys => new Set(keys.flatMap(key => [...postings(key).keys()])));
    for (const unit of asked.units) for (const [at, impact] of weigh(unit)) {
      if (type && kindOf(at)[0] !== type || !allowed.every(each => each.has(at))) continue;
      const [units, score] = scores.get(at) || [0, 0];
      scores.set(at, [units + 1, score + impact]);
    }
    asked.found = [...scores].sort(([a, x], [b, y]) => y[0] - x[0] || y[1] - x[1] || a - b).map(([at]) => at);
    const isWhole = asked.corrections.every(([, near]) => near.length);
    asked.whole = isWhole ? asked.found.filter(at => scores.get(at)[0] === asked.units.length).length : 0;
    return asked;
  };

  // ---- showing

  // Puts a text into an element with what was looked for marked; a long one is cut to what stands round the first mark.
  const marked = (text, units, parent, cut) => {
    const pieces = [...text.matchAll(PRINTED)].flatMap(found => bare(found[0]).map(word => ({ word, stem: stemOf(word), start: found.index, end: found.index + found[0].length })));
    const sought = units.flatMap(({ concept, stems }) => concept ? [stems, ...concept.sought] : [stems]);
    const hits = [];
    pieces.forEach((piece, at) => sought.forEach(run => {
      const here = pieces.slice(at, at + run.length);
      if (here.length === run.length && here.every(({ word, stem }, i) => word === run[i] || stem === run[i])) hits.push([piece.start, here.at(-1).end]);
    }));
    hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let at = cut && text.length > 600 && hits.length && hits[0][0] > 300 ? text.lastIndexOf(" ", hits[0][0] - 120) + 1 : 0;
    const until = cut && text.length - at > 600 ? text.lastIndexOf(" ", at + 480) : text.length;
    if (at) parent.append("… ");
    for (const [start, end] of hits) {
      if (start < at || end > until) continue;
      parent.append(text.slice(at, start), make("mark", "", text.slice(start, end)));
      at = end;
    }
    parent.append(text.slice(at, until), until < text.length ? " …" : "");
    return parent;
  };

  const kindOf = at => index.kinds.findLast(kind => kind[2] <= at);
  const result = async (at, units, wanted) => {
    const [kind, kindWords] = kindOf(at), part = partOf("what", at);
    const entry = (await load(`what-${part}`))[at - index.what[part]];
    const [address, topics, spread] = entry.slice(6);
    const places = spread.flatMap(([id, same, own]) => [...same.map(p => ({ id, p })), ...own.map(p => ({ id, p, own: true }))]);
    const isWanted = ({ p }) => index.sources[p][5].some(each => wanted.has(each));
    places.sort((a, b) => isWanted(b) - isWanted(a) || !!a.own - !!b.own);
    const chosen = places[0];
    const source = chosen && index.sources[chosen.p];
    const shown = chosen && chosen.own ? (await load(`said/${source[0]}`))[`${kind}/${chosen.id}`] : entry;
    const [title, heading, runIn, text, within, duties] = shown;
    const href = one => to(one ? address.replace("{p}", index.sources[one.p][0]).replace("{id}", one.id) : address);
    const mark = (words, tag, name, before = "") => marked(words, units, make(tag, name, before), true);
    const isClause = kind === "clause";

    const item = make("li", "", make("p", "lp-card__title", marked(title, units, link(source ? `${source[1]}: ` : "", href(chosen)))));
    if (within) item.append(mark(within, "p", "lp-meta", "Under: "));
    const said = make(isClause ? "blockquote" : "p", isClause ? "lp-quote" : "");
    if (heading) said.append(mark(heading, "span", "lp-runin"), ` ${runIn} `);
    if (heading || text) item.append(said);
    said.append(mark(text, "span", "lp-text"));
    if (duties.length) item.append(mark(`${duties.join("; ")}.`, "p", "lp-meta", "Reporting duty: "));
    const meta = make("p", "lp-meta", isClause ? "" : `${kindWords}. `);
    if (source) meta.append(`${[kind === "protocol" ? "" : source[2], source[3], source[4]].filter(Boolean).join(", ")}. `);
    if (isClause) topics.forEach(topic => meta.append(link(`All on “${index.topics[topic][1]}”`, to(`topics/${index.topics[topic][0]}/`)), " "));
    item.append(meta);
    const others = places.slice(1);
    if (others.length) {
      const who = others.length > 1 ? [`${number(others.length)} others`, ""] : ["1 other", "s"];
      const list = make("ul");
      const more = make("details", "lp-more", make("summary", "", who.join(isClause ? " say" : " name"), isClause ? " the same, but for names" : " it too"), list);
      more.addEventListener("toggle", () => list.replaceChildren(...others.map(each => {
        const [, name, , , standing] = index.sources[each.p];
        return make("li", "", link(standing ? `${name}, ${standing}` : name, href(each)));
      })));
      item.append(more);
    }
    return item;
  };

  // ---- the page

  const PAGE = 10, TITLE = document.title;
  const field = (type, label) => {
    const input = Object.assign(make("input"), { type, autocomplete: "off", spellcheck: false, maxLength: 200 });
    return [input, make("label", "", label, input)];
  };
  const [input, query] = field("search", "Search for ");
  const form = make("form", "lp-toolbar lp-search-form", query, make("button", "lp-button", "Search"));
  form.role = "search";
  form.ariaLabel = "Statements";
  const status = make("p", "lp-search-status"), told = make("div"), list = make("ol", "lp-search");
  status.role = "status";
  const more = Object.assign(make("button", "lp-button", "Show more"), { type: "button", hidden: true });
  place.replaceChildren(form, status, told, list, more);

  const select = (all, options) => {
    const made = make("select", "", new Option(all, ""));
    for (const [value, text, group] of options) {
      if (group && made.lastChild.label !== group) made.append(Object.assign(make("optgroup"), { label: group }));
      (group ? made.lastChild : made).append(new Option(text, value));
    }
    return made;
  };
  let topics, types, boxes = [];
  const summary = make("summary");
  const addFilters = () => {
    topics = select("All topics", index.topics);
    types = select("All types", index.kinds.map(([value, text]) => [value, text]));
    boxes = index.authorities.map(([slug, name]) => {
      const [box, label] = field("checkbox", "");
      box.value = slug;
      label.append(` ${name}`);
      return { box, label, name };
    });
    const all = make("div", "lp-search-boxes", ...boxes.map(each => each.label));
    const from = make("details", "lp-search-from", summary, all);
    if (boxes.length > 12) {
      const [narrow, label] = field("search", "Find an authority ");
      narrow.addEventListener("input", event => {
        event.stopPropagation();
        for (const each of boxes) each.label.hidden = !each.box.checked && !each.name.toLowerCase().includes(narrow.value.trim().toLowerCase());
      });
      narrow.addEventListener("change", event => event.stopPropagation());
      all.before(label);
    }
    const filters = make("fieldset", "lp-search-filters", make("legend", "", "Narrow down"), from, make("label", "", "Topic ", topics), make("label", "", "Type ", types));
    filters.addEventListener("change", search);
    form.append(filters);
  };

  // The state stands in the address: ?q=…&in=harrow,kent&topic=…&type=…&n=20
  const read = () => {
    const given = new URLSearchParams(location.search);
    const known = (name, all) => (given.get(name) || "").split(",").filter(slug => all.some(each => each[0] === slug));
    return {
      q: (given.get("q") || "").slice(0, 200), from: known("in", index.authorities),
      topic: known("topic", index.topics)[0] || "", type: known("type", index.kinds)[0] || "",
      n: Math.min(Math.max(PAGE, Math.floor(given.get("n")) || PAGE), 500),
    };
  };
  const addressOf = ({ q, from, topic, type, n }) => {
    const all = Object.entries({ q, in: from.join(","), topic, type, n: n > PAGE ? n : "" }).filter(each => each[1]);
    return `${location.pathname}?${new URLSearchParams(all)}`;
  };
  const search = event => {
    event.preventDefault();
    if (!index) return;
    const state = { q: input.value, from: boxes.filter(({ box }) => box.checked).map(({ box }) => box.value), topic: topics.value, type: types.value, n: PAGE };
    history[addressOf(state) === addressOf(read()) ? "replaceState" : "pushState"](null, "", addressOf(state));
    show();
  };

  const tell = (state, { units, corrections }) => {
    told.replaceChildren();
    const say = (...inside) => told.append(make("p", "lp-meta", ...inside));
    for (const [typed, near] of corrections) {
      const others = near.slice(1).flatMap(each => [" ", link(each, addressOf({ ...state, q: words(state.q).map(word => word === typed ? each : word).join(" "), n: PAGE }))]);
      const [first = ""] = near, isForm = first && (first.startsWith(typed) || typed.startsWith(first)) && Math.abs(first.length - typed.length) < 3;
      say(isForm ? "" : `Nothing has “${typed}”. `, first && `Searched for “${first}”${isForm ? "" : " instead"}.`, ...(others.length ? [" Perhaps:", ...others] : []));
    }
    for (const { concept } of units) {
      const forms = concept && concept.key[0] === "t" ? concept.forms.filter(form => !` ${words(state.q).join(" ")} `.includes(` ${words(form).join(" ")} `)) : [];
      if (forms.length) say(`Also searched: ${forms.slice(0, 9).join(", ")}.`);
    }
    if (state.from.length || state.topic || state.type) say(link("Search without filters", addressOf({ q: state.q, from: [], n: PAGE })));
  };

  let turn = 0;
  const show = async focusOn => {
    const mine = ++turn, state = read(), q = state.q.trim();
    const fill = () => {
      input.value = state.q;
      [topics.value, types.value] = [state.topic, state.type];
      for (const { box } of boxes) box.checked = state.from.includes(box.value);
      const names = boxes.filter(({ box }) => box.checked).map(each => each.name);
      summary.textContent = "Authorities: " + (names.length > 3 ? `${names.length} chosen` : names.join(", ") || "all");
    };
    fill();
    document.title = q ? `${q.slice(0, 60)} – ${TITLE}` : TITLE;
    let said = "", items = [], left = 0;
    try {
      if (q) {
        const asked = await find(state), { units, found, whole } = asked;
        const named = state.from.length ? state.from : units.map(({ concept }) => concept && concept.key.slice(2));
        const wanted = new Set(index.authorities.flatMap(([slug], i) => named.includes(slug) ? [i] : []));
        await loadParts("words", units.flatMap(({ concept }) => concept ? concept.sought.flat() : []));
        items = await Promise.all(found.slice(0, state.n).map(at => result(at, units, wanted)));
        if (mine !== turn) return;
        if (whole && items[whole]) items[whole].prepend(make("p", "lp-meta", "From here on only some of the words are found."));
        left = found.length - items.length;
        const count = whole || found.length, results = `${number(count)} result${count === 1 ? "" : "s"}`;
        said = !units.length && !asked.corrections.length ? "These words stand almost everywhere. Try others."
          : !count ? `No results for “${q}”.`
          : `${results} ${whole ? "for" : "with some of the words of"} “${q}”`
            + (whole && found.length > whole ? `, and ${number(found.length - whole)} with some of the words.` : ".");
        tell(state, asked);
      } else told.replaceChildren();
    } catch {
      if (mine !== turn) return;
      said = "The search could not be loaded, or the site has changed meanwhile. Load the page again.";
      told.replaceChildren();
    }
    list.replaceChildren(...items);
    more.hidden = !left;
    status.textContent = said;
    document.documentElement.classList.remove("lp-asked");
    if (focusOn && items[focusOn]) items[focusOn].querySelector("a").focus();
  };

  form.addEventListener("submit", search);
  more.addEventListener("click", () => {
    const before = list.children.length;
    history.replaceState(null, "", addressOf({ ...read(), n: before + PAGE }));
    show(before);
  });
  addEventListener("popstate", () => index && show());
  input.value = new URLSearchParams(location.search).get("q");
  load("index").then(data => {
    data.stop = new Set(data.stop.split(" "));
    data.phrases = new Map();
    for (const [key, forms, phrases] of data.concepts) {
      const concept = { key, forms, sought: forms.map(bare) };
      for (const stems of phrases.map(phrase => phrase.split(" "))) data.phrases.set(stems[0], [...(data.phrases.get(stems[0]) || []), [stems, concept]]);
    }
    index = data;
    addFilters();
    show();
  }).catch(() => {
    document.documentElement.classList.remove("lp-asked");
    status.textContent = "The search could not be loaded. The lists below lead to the same statements.";
  });
})();
