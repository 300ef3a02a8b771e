(() => {
  "use strict";

  // More rows at once would make a browser slow, and nobody reads them.
  const PAGE = 100;

  const table = document.getElementById("list");
  if (!table) {
    return;
  }
  const byId = (id) => document.getElementById(id);
  const form = byId("filters");
  const filters = ["outcome", "field", "state", "pin"].map(byId);
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  const read = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity]);
  const between = (html, start, end) => html.split(start)[1].split(end)[0];

  /** What is known of an artifact by the HTML of its rows, which are made into elements when they are listed. */
  function artifact(html, body) {
    const row = html.split('<tr class="more">')[0];
    return {
      html,
      body,
      text: fold(read(row)),
      outcome: [between(row, '<span class="mark outcome ', "<").split(">")[1]],
      field: Array.from(between(row, '<td class="fields">', "</td>").matchAll(/<code>(.*?)<\/code>/g), (code) => read(code[1])),
      state: [read(between(row, '<td class="state">', "</td>")).trim()],
      pin: [read(between(row, '<td class="pin">', "</td>")).trim()],
    };
  }

  function element(artifact) {
    if (!artifact.body) {
      artifact.body = document.createElement("tbody");
      // The report escaped every text in it, and the policy of this page lets no script in it run.
      artifact.body.innerHTML = artifact.html;
    }
    return artifact.body;
  }

  const artifacts = Array.from(table.tBodies, (body) => artifact(body.innerHTML, body));
  for (const rows of table.querySelectorAll("script.rows")) {
    artifacts.push(...rows.textContent.split("\n").map((html) => artifact(html, null)));
    rows.remove();
  }
  let matching = artifacts;
  let page = 0;

  for (const filter of filters) {
    const counts = new Map();
    for (const artifact of artifacts) {
      for (const value of new Set(artifact[filter.id])) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    // Text may be empty, so what chooses is the place in the list, not the value.
    filter.values = [...counts.keys()].sort((one, other) => (one < other ? -1 : 1));
    filter.append(new Option("any", ""));
    filter.values.forEach((value, place) => filter.append(new Option(`${value} (${number(counts.get(value))})`, place)));
  }

  function number(value) {
    return value.toLocaleString("en");
  }

  function choose() {
    const words = fold(byId("search").value).split(/\s+/).filter(Boolean);
    const chosen = filters
      .filter((filter) => filter.value !== "")
      .map((filter) => [filter.id, filter.values[Number(filter.value)]]);
    matching = artifacts.filter(
      (artifact) =>
        words.every((word) => artifact.text.includes(word)) &&
        chosen.every(([name, value]) => artifact[name].includes(value)),
    );
    page = 0;
    show();
  }

  function show() {
    const first = page * PAGE;
    const listed = matching.slice(first, first + PAGE);
    for (const body of Array.from(table.tBodies)) {
      body.remove();
    }
    table.append(...listed.map(element));
    const all = number(artifacts.length);
    const some = matching.length === artifacts.length ? all : `${number(matching.length)} of ${all}`;
    const range = matching.length > PAGE ? `, ${number(first + 1)} to ${number(first + listed.length)} listed` : "";
    byId("count").textContent = matching.length === 0 ? `None of ${all} artifacts` : `${some} artifacts${range}`;
    const pages = Math.max(1, Math.ceil(matching.length / PAGE));
    byId("pages").hidden = pages === 1;
    byId("page").textContent = `Page ${number(page + 1)} of ${number(pages)}`;
    byId("previous").disabled = page === 0;
    byId("next").disabled = page === pages - 1;
  }

  function turn(step) {
    page += step;
    show();
    byId("count").scrollIntoView();
  }

  let unpacked = { id: null, details: null };

  /** Returns the details of as many artifacts as were packed together; those that were unpacked last are kept. */
  function unpack(id) {
    if (unpacked.id !== id) {
      const packed = Uint8Array.from(atob(byId(id).textContent), (character) => character.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
      unpacked = { id, details: new Response(stream).text().then((text) => text.split("\u001e")) };
    }
    return unpacked.details;
  }

  async function fill(details) {
    const { pack, part } = details.dataset;
    if (pack === undefined) {
      return;
    }
    delete details.dataset.pack;
    const place = details.querySelector(".details");
    try {
      place.innerHTML = (await unpack(`pack-${pack}`))[Number(part)];
    } catch {
      place.textContent = "This browser cannot unpack it; Chrome 80, Firefox 113, Safari 16.4 and newer ones can.";
    }
  }

  function foldAll(open) {
    table.querySelectorAll("details").forEach((details) => {
      details.open = open;
    });
  }

  let waiting = 0;
  byId("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(choose, 120);
  });
  filters.forEach((filter) => filter.addEventListener("change", choose));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(choose));
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  byId("unfold").addEventListener("click", () => foldAll(true));
  byId("fold").addEventListener("click", () => foldAll(false));
  table.addEventListener("toggle", (event) => event.target.open && fill(event.target), true);

  form.hidden = false;
  byId("listed").hidden = false;
  table.removeAttribute("data-waiting");
  show();
})();
