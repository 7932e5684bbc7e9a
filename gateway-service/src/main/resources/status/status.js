"use strict";

// Everything from the server is put in as text, never as markup.
const INTERVAL_MS = 2000;
let token = "";
let before = null;
// Each click begins a round; what belongs to an earlier one has no effect any more.
let round = 0;
let timer = 0;

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) {
    made.className = kind;
  }
  return made;
}

function row(cells) {
  const made = document.createElement("tr");
  cells.forEach(cell => made.append(cell));
  return made;
}

function showServices(services) {
  const table = document.createElement("table");
  const head = ["Service", "Replica", "State", "In flight", "Ejections", "Waiting / limit", "Shed", "Retries"];
  table.append(row(head.map(text => element("th", text))));
  for (const service of services) {
    const replicas = service.replicas.length ? service.replicas : [null];
    replicas.forEach((replica, index) => table.append(row([
      element("td", index ? "" : service.name),
      element("td", replica ? replica.address : "none known"),
      !replica || replica.aside ? element("td", replica ? "aside" : "down", "aside") : element("td", "in use", "well"),
      element("td", replica ? replica.in_flight : "", "number"),
      element("td", replica ? replica.ejections : "", "number"),
      element("td", index ? "" : service.waiting + " / " + service.concurrency_limit, "number"),
      element("td", index ? "" : service.shed, "number"),
      element("td", index ? "" : service.retries, "number")])));
  }
  const list = document.getElementById("services");
  list.textContent = "";
  list.append(table);
}

function showRequests(requests, at) {
  const counts = new Map(requests.map(each => [each.route + " " + each.status, each]));
  const rows = Array.from(counts.keys()).sort().map(key => {
    const each = counts.get(key);
    const earlier = before && before.counts.get(key);
    const seconds = before ? (at - before.at) / 1000 : 0;
    const rate = seconds > 0 ? ((each.requests - (earlier ? earlier.requests : 0)) / seconds).toFixed(1) : "";
    return row([
      element("td", each.route),
      element("td", each.status, each.status === "5xx" ? "error" : ""),
      element("td", rate, "number"),
      element("td", each.requests, "number"),
      element("td", each.mean_ms.toFixed(1), "number")]);
  });
  const list = document.getElementById("requests");
  list.textContent = "";
  rows.forEach(each => list.append(each));
  before = { at, counts };
}

function show(state) {
  document.getElementById("state").hidden = false;
  showServices(state.services);
  document.getElementById("keycloak").textContent = state.keycloak ? "Keycloak: " + state.keycloak : "";
  showRequests(state.requests, performance.now());
  const refused = state.routes.refused || [];
  document.getElementById("routes").textContent = state.routes.count + " routes"
    + (refused.length ? "; the last change was refused: " + refused.join("; ") : "");
}

function say(text) {
  document.getElementById("message").textContent = text;
}

// What is shown would soon be untrue, and asking again with the same credential would lead to nothing.
function askForAnother(text) {
  document.getElementById("state").hidden = true;
  document.getElementById("token").value = "";
  document.getElementById("token").focus();
  say(text);
}

function again(text) {
  say(text);
  timer = setTimeout(refresh, INTERVAL_MS);
}

function refresh() {
  const asked = round;
  const mine = then => result => asked === round ? then(result) : null;
  fetch("/admin/edge/status", { headers: { Authorization: "Bearer " + token } }).then(mine(answer => {
    if (answer.status === 401) {
      askForAnother("This credential is not valid, or not any more: give another one.");
    } else if (answer.status === 403) {
      askForAnother("This credential is no administrator's: give another one.");
    } else if (!answer.ok) {
      again("The edge refuses this at the moment (" + answer.status + "); trying again.");
    } else {
      return answer.json().then(mine(state => {
        show(state);
        again("Live, every " + INTERVAL_MS / 1000 + " seconds.");
      }));
    }
  })).catch(mine(() => again("The edge does not answer; trying again.")));
}

document.getElementById("credential").addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(timer);
  round++;
  before = null;
  token = document.getElementById("token").value.trim();
  refresh();
});
