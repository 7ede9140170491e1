
"use strict";
const FIXED = 3;  // columns before the katas'
const filters = document.querySelector("#filters");
const table = document.querySelector("#class");
const dialog = document.querySelector("dialog");
const mostRows = Number(table.dataset.most);
const names = Intl.Collator("en", {numeric: true});

// Sorting

function sort(heading) {
  const order = heading.ariaSort === "ascending" ? "descending" : "ascending";
  const body = heading.closest("table").tBodies[0];
  const key = (row) => {
    const cell = row.cells[heading.cellIndex];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  const keyed = Array.from(body.rows, (row) => [key(row), row]);
  keyed.sort(([one], [other]) => Number(one) - Number(other) || names.compare(one, other));
  if (order === "descending") keyed.reverse();
  for (const other of heading.parentNode.cells) other.ariaSort = null;
  heading.ariaSort = order;
  body.append(...keyed.map(([, row]) => row));
  filter();
}

// Filtering

function filter() {
  const {learner, kata, state, count} = filters.elements;
  const name = learner.value.trim().toLowerCase();
  const states = state.value.split(" ");
  for (const row of document.querySelectorAll("tr[data-kata]")) {
    row.hidden = kata.value !== "" && row.dataset.kata !== kata.value;
  }
  let found = 0;
  for (const row of table.rows) {
    const cells = Array.from(row.cells).slice(FIXED);
    cells.forEach((cell, number) => { cell.hidden = kata.value !== "" && number !== Number(kata.value); });
    if (row.parentNode === table.tHead) continue;
    const wanted = state.value === "" || cells.some((cell) => !cell.hidden && states.includes(cell.className));
    const isFound = wanted && row.cells[0].textContent.toLowerCase().includes(name);
    found += isFound ? 1 : 0;
    row.hidden = !isFound || found > mostRows;
  }
  const all = `${table.tBodies[0].rows.length} learners`;
  count.value = found > mostRows ? `the first ${mostRows} of ${found} found, of ${all}` : `${found} of ${all}`;
}

// Opening

const unpacked = [];

function textsOf(kata) {
  unpacked[kata] ??= unpack(document.querySelectorAll(".texts")[kata].textContent);
  return unpacked[kata];
}

async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(text).json();
}

function verdict(cell, kata) {
  const details = document.createElement("details");
  const summary = details.appendChild(document.createElement("summary"));
  const shown = summary.appendChild(document.createElement("span"));
  const heading = table.tHead.rows[0].cells[FIXED + kata].firstChild;
  shown.className = cell.className;
  shown.textContent = cell.textContent;
  summary.append(`${heading.textContent} ${heading.title}`);
  details.addEventListener("toggle", async () => {
    if (details.childElementCount > 1) return;
    const body = details.appendChild(document.createElement("div"));
    body.innerHTML = (await textsOf(kata))[cell.dataset.text];  // escaped when it was written
  });
  return details;
}

function open(row, kata) {
  const found = new Map();
  Array.from(row.cells).slice(FIXED).forEach((cell, number) => {
    if (cell.dataset.text) found.set(number, verdict(cell, number));
  });
  dialog.querySelector("h2").textContent = row.cells[0].textContent;
  dialog.querySelector("div").replaceChildren(...found.values());
  dialog.showModal();
  if (kata !== "") {
    const details = found.get(Number(kata));
    details.open = true;
    details.firstChild.focus();
    details.scrollIntoView();
  }
}

// What people do

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const cell = button.closest("td");
  if (button.closest("thead")) sort(button.parentNode);
  else if (button.dataset.row) open(document.getElementById(`row${button.dataset.row}`), button.dataset.kata);
  else if (cell) open(cell.parentNode, cell.cellIndex - FIXED);
  else dialog.close();
});

const STEPS = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]};

table.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td, th");
  if (!(event.key in STEPS) || !cell) return;
  const [down, across] = STEPS[event.key];
  const rows = Array.from(table.rows).filter((row) => !row.hidden);
  let row = rows[rows.indexOf(cell.parentNode) + down];
  let next = row?.cells[cell.cellIndex + across];
  while (next && (next.hidden || !next.querySelector("button"))) {
    row = rows[rows.indexOf(next.parentNode) + down];
    next = row?.cells[next.cellIndex + across];
  }
  if (!next) return;
  event.preventDefault();
  next.querySelector("button").focus();
});

filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => event.preventDefault());
filter();

