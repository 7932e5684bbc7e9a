"use strict";

// Everything from the server is put in as text, never as markup.
const INTERVAL_MS = 2000;
let token = "";
let before = null;

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
  document.getElementById("services").replaceChildren(table);
}

function showRequests(requests, at) {
  const counts = new Map(requests.map(each => [each.route + " " + each.status, each]));
  const rows = [...counts.keys()].sort().map(key => {
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
  document.getElementById("requests").replaceChildren(...rows);
  before = { at, counts };
}

async function refresh() {
  const message = document.getElementById("message");
  try {
    const answer = await fetch("/admin/edge/status", { headers: { Authorization: "Bearer " + token } });
    if (!answer.ok) {
      message.textContent = answer.status === 403 ? "This credential is no administrator's." : "Refused: " + answer.status;
      return;
    }
    const state = await answer.json();
    document.getElementById("state").hidden = false;
    showServices(state.services);
    showRequests(state.requests, performance.now());
    const refused = state.routes.refused || [];
    document.getElementById("routes").textContent = state.routes.count + " routes"
      + (refused.length ? "; the last change was refused: " + refused.join("; ") : "");
    message.textContent = "Live, every " + INTERVAL_MS / 1000 + " seconds.";
    setTimeout(refresh, INTERVAL_MS);
  } catch (failure) {
    message.textContent = "The edge does not answer; trying again.";
    setTimeout(refresh, INTERVAL_MS);
  }
}

document.getElementById("credential").addEventListener("submit", event => {
  event.preventDefault();
  token = document.getElementById("token").value.trim();
  refresh();
});
