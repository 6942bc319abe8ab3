// What two wordings say of each other, from a redline. The twin of generator/analysis/relation.py and of
// generator/views/redline.py, which say what each step is for; a test compares them.
(() => {
  "use strict";

  const { SILENT, blocks, leadingSpace, textOf, tokens, weight } = window.lpRedline;
  const ARTICLES = new Set(["a", "an", "the"]);
  const VERBS = ("address agree aim approve arrange assess audit challenge champion commission communicate consider consult contribute "
    + "coordinate deliver develop encourage enable ensure evaluate examine identify inform investigate listen manage "
    + "monitor oversee participate prevent prioritise produce promote protect provide publish pursue raise receive "
    + "recognise recommend review safeguard scrutinise secure share support take track undertake").split(" ");
  const FORMS = new Map([...VERBS.map(verb => [verb.replace(/([^e])e$/, "$1") + "ing", verb]),
    ["children", "child"], ["childrens", "child"], ["people", "person"], ["peoples", "person"], ["lives", "life"]]);
  const TURNING = new Set("not no never nor neither none cannot unless except excluding only".split(" "));
  const SPACE = "[\\t-\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
  const AROUND = new RegExp(`^${SPACE}|${SPACE}$`, "gu");
  const strip = text => text.replace(AROUND, "");
  const possessive = name => name + (name.endsWith("s") ? "’" : "’s");
  const sentence = words => words.replace(/^./su, first => first.toUpperCase());

  // ---- the relation: {kind, onlyLeft, onlyRight, forms}

  const keyOf = ({ folded }) => {
    if (FORMS.has(folded)) return FORMS.get(folded);
    if (weight(folded) < 1 || folded.length < 4 || !/^\p{L}+$/u.test(folded) || /(?:ss|us|is)$/.test(folded)) return folded;
    if (folded.endsWith("ies")) return folded.slice(0, -3) + "y";
    return folded.replace(/(?:(ss|ch|sh|x)es|s)$/, "$1");
  };
  const telling = found => {
    const points = [];
    found.forEach((token, at) => {
      const { folded } = token;
      if (!weight(folded) || ARTICLES.has(folded)) return;
      if (folded === "that" && points.length && keyOf(found[points.at(-1)]) === "ensure") return;
      if (folded === "to" && at + 1 < found.length && VERBS.includes(keyOf(found[at + 1]))) return;
      points.push(at);
    });
    return points;
  };
  const matched = (left, right) => blocks(left, right).filter(([i, j, size]) => {
    const heavy = left.slice(i, i + size).filter(key => weight(key) === 1).length;
    return heavy > 1 || (heavy === 1 && (i + j === 0 || (i + size === left.length && j + size === right.length)));
  });
  const cut = (points, index, found) => index === 0 ? 0 : points[index] ?? found.length;
  const differencesOf = (deleted, inserted) => {
    const left = tokens(deleted), right = tokens(inserted), found = [];
    const leftAt = telling(left), rightAt = telling(right);
    let leftFrom = 0, rightFrom = 0, leftDone = 0, rightDone = 0;
    const add = (ours, theirs, isForm) => found.push({ left: ours, right: theirs, isForm });
    for (const [i, j, size] of matched(leftAt.map(at => keyOf(left[at])), rightAt.map(at => keyOf(right[at])))) {
      let leftStart = cut(leftAt, i, left), rightStart = cut(rightAt, j, right);
      if (i > leftDone || j > rightDone) add(left.slice(leftFrom, leftStart), right.slice(rightFrom, rightStart), false);
      else [leftStart, rightStart] = [leftFrom, rightFrom];
      [leftDone, rightDone] = [i + size, j + size];
      [leftFrom, rightFrom] = [cut(leftAt, leftDone, left), cut(rightAt, rightDone, right)];
      const ours = left.slice(leftStart, leftFrom), theirs = right.slice(rightStart, rightFrom);
      if (ours.map(token => token.folded).join("\n") !== theirs.map(token => token.folded).join("\n")) add(ours, theirs, true);
    }
    if (leftFrom < left.length || rightFrom < right.length) {
      add(left.slice(leftFrom), right.slice(rightFrom), leftDone === leftAt.length && rightDone === rightAt.length);
    }
    return found;
  };
  const shown = found => {
    const count = mark => found.filter(token => token.folded === mark).length;
    const surplus = count("(") - count(")"), isEdge = ({ folded }) => SILENT.has(folded) || folded === ",";
    let start = 0, end = found.length;
    while (start < end && (isEdge(found[start]) || (found[start].folded === "(" && surplus > 0))) start++;
    while (end > start && (isEdge(found[end - 1]) || (found[end - 1].folded === ")" && surplus < 0))) end--;
    return start < end ? found[start].text + textOf(found.slice(start + 1, end)) : "";
  };
  // What is left out and what stands in its place, as pairs of texts.
  const changesOf = segments => segments.reduce((found, [kind, left, right], at) => {
    if (kind === "deleted") found.push([left, ""]);
    else if (kind === "inserted" && at && segments[at - 1][0] === "deleted") found.at(-1)[1] = right;
    else if (kind === "inserted") found.push(["", right]);
    return found;
  }, []);
  const isReworded = segments => {
    const kinds = segments.map(segment => segment[0]);
    if (!kinds.includes("deleted") || !kinds.includes("inserted")) return false;
    const weigh = side => {
      const weights = segments.map(segment => tokens(segment[side]).reduce((total, token) => total + weight(token.folded), 0));
      const sum = each => each.reduce((total, one) => total + one, 0);
      return { all: sum(weights), kept: sum(weights.filter((_, at) => kinds[at] === "equal" || kinds[at] === "same")) };
    };
    const sides = [weigh(1), weigh(2)].filter(each => each.all).sort((a, b) => a.all - b.all);
    return sides.length > 0 && sides[0].kept / sides[0].all < 0.3;
  };
  const relation = segments => {
    const all = changesOf(segments).flatMap(change => differencesOf(...change));
    const only = side => all.filter(each => !each.isForm && telling(each[side]).length).map(each => shown(each[side]));
    const onlyLeft = only("left"), onlyRight = only("right");
    const forms = all.filter(each => each.isForm).map(each => [shown(each.left), shown(each.right)]).filter(pair => pair[0] || pair[1]);
    const kind = segments.every(segment => segment[0] === "equal") ? "same-words"
      : !onlyLeft.length && !onlyRight.length ? "same-but-for-form"
      : !onlyRight.length ? "left-says-more"
      : !onlyLeft.length ? "right-says-more"
      : isReworded(segments) ? "reworded-throughout" : "overlap";
    return { kind, onlyLeft, onlyRight, forms };
  };

  // ---- in sentences

  const unique = list => [...new Set(list)];
  const listed = words => {
    const quoted = unique(words).map(each => `“${each}”`);
    return [quoted.slice(0, -1).join(", "), quoted.at(-1)].filter(Boolean).join(" and ");
  };
  const saysMore = (more, less, added) => added.some(each => tokens(each).some(token => TURNING.has(token.folded)))
    ? `${more} has every word that ${less} has and adds ${listed(added)}, which can turn what the others say.`
    : `In words, ${more} says all that ${less} says, and more: it adds ${listed(added)}. `
      + "An added word can narrow what is said as well as widen it.";
  const sentences = ({ kind, onlyLeft, onlyRight, forms }, left, right) => {
    const pairs = forms.filter(pair => pair[0] && pair[1]).map(([ours, theirs]) => `“${ours}” and “${theirs}”`);
    const both = `${left} and ${right}`, isForm = kind === "same-but-for-form";
    const said = {
      "same-words": () => [`${both} say this in the same words.`],
      "same-but-for-form": () => [`${both} say this in the same words, but for their form` + (pairs.length ? ` (${pairs.join("; ")}).` : ".")],
      "left-says-more": () => [saysMore(left, right, onlyLeft), `${right} adds nothing to ${possessive(left)} words.`],
      "right-says-more": () => [saysMore(right, left, onlyRight), `${left} adds nothing to ${possessive(right)} words.`],
      "overlap": () => [`Each says something of its own: ${left} ${listed(onlyLeft)}; ${right} ${listed(onlyRight)}.`],
      "reworded-throughout": () => [`Reworded throughout: ${both} share few words here.`],
    }[kind]();
    if (pairs.length && !isForm && kind !== "reworded-throughout") said.push(`Different in form only: ${unique(pairs).join("; ")}.`);
    return said.map(sentence);
  };

  // ---- as a page shows it: pieces [left text, right text, "" or "words" or "form", whether both count as one]

  const pieces = segments => segments.flatMap(([kind, left, right], at) => {
    const isReplaced = kind === "deleted" && segments[at + 1]?.[0] === "inserted";
    if (isReplaced || (kind === "inserted" && segments[at - 1]?.[0] === "deleted" && at)) {
      return isReplaced ? change([segments[at], segments[at + 1]]) : [];
    }
    if (kind === "deleted" || kind === "inserted") return change([segments[at]]);
    return [kind === "same" && strip(left) !== strip(right) ? [left, right, "form", true] : [left, right, "", false]];
  });
  const change = segments => {
    let left = segments.map(segment => segment[1]).join(""), right = segments.map(segment => segment[2]).join("");
    const space = leadingSpace(right || left), before = [];
    if (space && left.startsWith(left ? space : "")) {
      before.push([left && space, right && space, "", false]);
      left = left.slice(space.length);
      right = right.slice(space.length);
    }
    return [...before, [left, right, relation(segments).kind === "same-but-for-form" ? "form" : "words", false]];
  };
  const folded = headings => headings.map(heading => tokens(heading).map(token => token.folded).filter(weight).join("\n")).join("\f");
  const view = (segments, left, right, leftHeadings = [], rightHeadings = []) => {
    const found = relation(segments), isWhole = found.kind === "reworded-throughout";
    const [ours, theirs] = [possessive(left), possessive(right)];
    const forms = segments.filter(segment => segment[0] === "same").map(segment => [strip(segment[1]), strip(segment[2])])
      .filter(([one, other]) => one !== other && one && other).map(([one, other]) => `“${one}” in ${ours}, “${other}” in ${theirs}`);
    const quoted = headings => headings.map(heading => `“${heading}”`).join(", ");
    return {
      kind: found.kind,
      head: `From ${ours} words to ${theirs}`,
      legend: `what is struck out stands only in ${ours}, what is underlined only in ${theirs}`,
      pieces: isWhole ? [] : pieces(segments),
      relation: sentences(found, left, right),
      forms: isWhole ? [] : unique(forms),
      headings: !leftHeadings.length || !rightHeadings.length || folded(leftHeadings) === folded(rightHeadings) ? ""
        : "The headings, which are not part of this comparison, differ: "
          + `${quoted(leftHeadings)} in ${ours}, ${quoted(rightHeadings)} in ${theirs}.`,
    };
  };

  window.lpRelation = { relation, possessive, sentence, view };
})();
