// Everything the page shows comes from /data/ of this dashboard; signing in and switches go through it to the gateway.

const READ_EVERY = 3000;
const OLD_AFTER = 20000;
/** Each of these is asked for its faults. That of Kafka is in all of them. */
const BREAKABLE = ["payment", "inventory", "delivery"];
const FAULTS_EVERY = 5000;
const SVG = "http://www.w3.org/2000/svg";

const byId = id => document.getElementById(id);

/** An element with attributes and children; texts are texts, never markup. */
function el(tag, attributes = {}, ...children) {
    const element = ["svg", "rect", "polyline", "line"].includes(tag)
        ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (value === true) element.setAttribute(name, "");
        else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter(child => child != null));
    return element;
}

const shown = new Map();

const scrollers = place => [place, ...place.querySelectorAll(".fall")];

/** Shows something anew only if what it is made of has changed, and leaves focus and scrolling where they were. */
function show(id, data, build) {
    const text = JSON.stringify(data);
    if (shown.get(id) === text) return;
    shown.set(id, text);
    const place = byId(id);
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const scrolled = scrollers(place).map(({ scrollTop, scrollLeft }) => [scrollLeft, scrollTop]);
    place.replaceChildren(...[build(data)].flat().filter(child => child != null));
    scrollers(place).forEach((scroller, i) => scroller.scrollTo(...(scrolled[i] ?? [0, 0])));
    if (focused) [...place.querySelectorAll("[data-key]")].find(child => child.dataset.key === focused)?.focus();
}

const clock = millis => new Date(millis).toLocaleTimeString([], { hour12: false });

function seconds(value) {
    if (value == null) return "–";
    if (value < 1) return value === 0 ? "0 s" : `${Math.round(value * 1000)} ms`;
    if (value < 120) return `${value.toFixed(value < 10 ? 1 : 0)} s`;
    return value < 7200 ? `${Math.round(value / 60)} min` : `${(value / 3600).toFixed(1)} h`;
}

const micros = value => value < 1000 ? `${value} µs` : value < 1e6 ? `${(value / 1000).toFixed(1)} ms` : seconds(value / 1e6);

const number = value => value == null ? "–" : value < 10 ? String(Math.round(value * 10) / 10) : Math.round(value).toLocaleString("en");

// Services

const STATES = { UP: "✓ up", DEGRADED: "! misses", DOWN: "✕ down" };

function tile(service) {
    const late = Math.max(service.lagSeconds ?? 0, service.outboxSeconds ?? 0) > 60;
    return el("li", { class: service.health },
        el("strong", {}, service.name),
        el("span", { class: "state" }, STATES[service.health],
            service.missing.length ? ` ${service.missing.join(", ")}` : "",
            service.health === "DOWN" ? ` since ${clock(service.since)}` : ""),
        service.cpu == null
            ? el("small", {}, service.health === "DOWN" ? "does not answer" : "tells no metrics")
            : el("small", {}, `up ${seconds(service.uptimeSeconds)} · ${(service.cpu * 100).toFixed(0)} % CPU · ${Math.round(service.heapBytes / 1048576)} MiB`),
        service.lagSeconds == null ? null
            : el("small", { class: late ? "late" : null },
                `behind ${seconds(service.lagSeconds)} · outbox ${seconds(service.outboxSeconds)}`));
}

// Charts

/** Lines over the last minutes: `series` are [name, class, value of a point, text of the last one]. */
function chart(points, series, unit) {
    if (points.length < 2) return el("p", { class: "empty" }, "Not enough is known yet.");
    const first = points[0].at, last = points.at(-1).at;
    const highest = Math.max(0, ...points.flatMap(point => series.map(([, , value]) => value(point) ?? 0)));
    const top = niceTop(highest);
    const x = point => ((point.at - first) / (last - first) * 1000).toFixed(1);
    const lines = series.map(([, style, value]) => el("polyline", { class: style,
        points: points.filter(point => value(point) != null)
            .map(point => `${x(point)},${(100 - value(point) / top * 98).toFixed(1)}`).join(" ") }));
    const now = series.map(([name, , value]) => `${name}: ${unit(value(points.at(-1)))}`);
    return [
        el("div", { class: "plot" },
            el("div", { class: "scale", "aria-hidden": "true" },
                el("span", {}, unit(top)), el("span", {}, unit(top / 2)), el("span", {}, "0")),
            el("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img", "aria-label": now.join("; ") },
                el("line", { class: "half", x1: 0, x2: 1000, y1: 50, y2: 50 }), lines),
            el("div", { class: "times", "aria-hidden": "true" }, el("span", {}, clock(first)), el("span", {}, clock(last)))),
        el("ul", { class: "legend" }, series.map(([name, style, value, more]) =>
            el("li", { class: style }, el("span", {}, `${name}: ${unit(value(points.at(-1)))}${more ? more(points.at(-1)) : ""}`))))
    ];
}

function niceTop(value) {
    if (value <= 1) return 1;
    const magnitude = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map(step => step * magnitude).find(step => step >= value);
}

// Orders

const STATUSES = ["PENDING", "CONFIRMED", "PROCESSING", "SHIPPED"];
const EVENTS = { "order.created": "placed", "order.confirmed": "confirmed", "order.delivered": "delivered",
    "order.cancelled": "cancelled", "order.failed": "failed", "order.adjusted": "adjusted", "order.stuck": "reported as stuck" };

function orderStates({ openOrders, orderEvents }) {
    if (!Object.keys(openOrders).length) return el("p", { class: "empty" }, "order-service tells nothing.");
    const highest = Math.max(1, ...Object.values(openOrders));
    return el("div", { class: "columns" },
        el("table", { class: "bars" },
            el("thead", {}, el("tr", {}, el("th", {}, "Open now"), el("th", { class: "n" }, "Orders"), el("th", {}, ""))),
            el("tbody", {}, STATUSES.filter(status => status in openOrders).map(status => el("tr", {},
                el("td", {}, status.toLowerCase()), el("td", { class: "n" }, number(openOrders[status])),
                el("td", {}, el("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
                    el("rect", { x: 0, y: 0, height: 10, width: openOrders[status] / highest * 100 }))))))),
        el("table", {},
            el("thead", {}, el("tr", {}, el("th", {}, "Since order-service started"), el("th", { class: "n" }, "Orders"))),
            el("tbody", {}, Object.entries(EVENTS).filter(([type]) => orderEvents[type]).map(([type, words]) => el("tr", {},
                el("td", {}, words), el("td", { class: "n" }, number(orderEvents[type])))),
                Object.keys(EVENTS).some(type => orderEvents[type]) ? null
                    : el("tr", {}, el("td", { colspan: 2, class: "empty" }, "no order yet")))));
}

const attention = ({ deadLetters, quarantined, haltedConsumers, stuckOrders }) =>
    [["Dead letters", deadLetters], ["Quarantined events", quarantined], ["Halted consumers", haltedConsumers], ["Stuck orders", stuckOrders]]
        .map(([name, count]) => el("div", { class: count > 0 ? "bad" : null }, el("dt", {}, name), el("dd", {}, number(count))));

// The way of an order

/** In the address too, so that it survives a reload and can be sent to somebody at the same machine. */
let chosen = location.hash.slice(1) || null;

function orderList({ orders, chosen }) {
    if (!orders.length) {
        return [el("p", { class: "empty" }, "No order has been traced yet."),
            el("p", { class: "note" }, "Place one, for example with ", el("code", {}, "./dev demo"),
                ". Services export their traces to here when they were started by ", el("code", {}, "./dev up"), ".")];
    }
    return orders.map(order => el("button", { class: "order", "data-key": order.id, type: "button",
        "aria-pressed": String(order.id === chosen), onclick: () => choose(order.id) },
        el("span", { class: "mono" }, `…${order.id.slice(-12)}`),
        el("small", {}, `${clock(order.placedMicros / 1000)} · ${order.lastEvent} · ${order.spans} parts`)));
}

function choose(id) {
    chosen = id;
    history.replaceState(null, "", `#${id}`);
    if (overview) showOrders();
    readWaterfall();
}

async function readWaterfall() {
    if (!chosen) return;
    const id = chosen;
    const answer = await fetch(`/data/orders/${encodeURIComponent(id)}`).catch(() => null);
    if (id !== chosen || !answer) return;
    if (!answer.ok) {
        show("waterfall", id, () => el("p", { class: "empty" }, "Nothing is known of this order any more."));
    } else {
        show("waterfall", { id, fall: await answer.json(), services: overview?.services.map(service => service.name) ?? [] }, waterfall);
    }
}

const depth = hop => `d${Math.min(hop.depth, 5)}`;
const bar = (row, style) => el("svg", { viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    el("rect", { class: style, x: Math.min(row.left * 1000, 996), y: 1, height: 8, width: Math.max(row.width * 1000, 4) }));

function waterfall({ id, fall, services }) {
    const rows = fall.rows.map(row => row.name == null
        ? el("tr", { class: "gap" },
            el("td", {}, "nothing under way"), el("td", { class: "n" }, micros(row.offsetMicros)),
            el("td", { class: "n" }, micros(row.durationMicros)), el("td", {}, bar(row, null)))
        : el("tr", {},
            el("td", { class: depth(row), title: row.kind.toLowerCase() },
                el("span", { class: `service s${Math.max(0, services.indexOf(row.service))}` }, row.service.replace("-service", "")), " ",
                row.name, row.failed ? el("span", { class: "failed" }, " ✕ failed") : null),
            el("td", { class: "n" }, micros(row.offsetMicros)),
            el("td", { class: "n" }, micros(row.durationMicros)),
            el("td", {}, bar(row, `s${Math.max(0, services.indexOf(row.service))}`))));
    return [
        el("p", { class: "note" }, "Order ", el("code", {}, id), `, ${fall.rows.length} lines from ${clock(fall.startMicros / 1000)} on, ${micros(fall.durationMicros)} in all. `,
            "Where nothing was under way, time is left out."),
        el("div", { class: "fall", tabindex: 0, role: "region", "aria-label": "Parts of the order's traces" },
            el("table", {},
                el("thead", {}, el("tr", {}, el("th", { class: "what" }, "Who did what"), el("th", { class: "n" }, "after"),
                    el("th", { class: "n" }, "took"), el("th", {}, ""))),
                el("tbody", {}, rows)))
    ];
}

// Last warnings and errors

function complaints(lines) {
    if (!lines.length) return el("p", { class: "empty" }, "None.");
    return el("table", { class: "complaints" },
        el("thead", {}, el("tr", {}, ["When", "Service", "", "What"].map(name => el("th", { scope: "col" }, name)))),
        el("tbody", {}, lines.map(line => el("tr", {},
            el("td", {}, el("time", { datetime: line.at, title: line.at }, clock(Date.parse(line.at)))),
            el("td", {}, line.service),
            el("td", { class: line.level }, line.level === "ERROR" ? "error" : "warning"),
            el("td", { title: line.traceId ? `trace ${line.traceId}` : null }, line.message)))));
}

// Faults

/** Nowhere but here: who leaves the page has signed out. */
let token = null;
let faults = [];

async function ask(method, path, body) {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    const json = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(json.error?.message ?? `the gateway does not answer (${answer.status})`), { status: answer.status });
    return json.data;
}

function complain(text) {
    byId("faults-message").textContent = text;
}

byId("sign-in").addEventListener("submit", async event => {
    event.preventDefault();
    const form = event.target;
    try {
        token = (await ask("POST", "/api/auth/login", { email: form.email.value, password: form.password.value })).accessToken;
        form.password.value = "";
        complain("");
        form.hidden = true;
        await readFaults();
        document.querySelector("#faults button")?.focus();
    } catch (failure) {
        complain(`Not signed in: ${failure.message}`);
    }
});

function signOut(reason) {
    token = null;
    faults = [];
    byId("sign-in").hidden = false;
    showFaults();
    complain(reason);
}

async function readFaults() {
    if (!token) return;
    const answers = await Promise.allSettled(BREAKABLE.map(async service =>
        (await ask("GET", `/api/ops/${service}/faults`)).map(fault => ({ service, ...fault }))));
    const failures = answers.filter(answer => answer.status === "rejected").map(answer => answer.reason);
    if (failures.some(failure => failure.status === 401)) return signOut("Signed out: the token is not good any more.");
    if (failures.some(failure => failure.status === 403)) return signOut("Only admins may break something.");
    const known = new Map();
    answers.filter(answer => answer.status === "fulfilled").flatMap(answer => answer.value)
        .forEach(fault => known.has(fault.name) || known.set(fault.name, fault));
    faults = [...known.values()];
    complain(failures.length === 0 ? ""
        : failures.every(failure => failure.status === 404) ? "Nothing can be broken here: the services run without DEMO_DATA=true."
            : `Not all is known: ${failures[0].message}`);
    showFaults();
}

async function change(method, fault, body) {
    try {
        const state = await ask(method, `/api/ops/${fault.service}/faults/${fault.name}`, body);
        faults = faults.map(other => other.name === fault.name ? { ...other, until: state.until } : other);
        complain("");
        showFaults();
    } catch (failure) {
        complain(`${fault.name}: ${failure.message}`);
    }
}

const left = fault => fault.until ? Math.max(0, Math.ceil((Date.parse(fault.until) - Date.now()) / 1000)) : 0;
const title = name => name[0].toUpperCase() + name.slice(1).replaceAll("-", " ");

function showFaults() {
    show("faults", faults.map(fault => ({ ...fault, on: left(fault) > 0 })), list => list.map(fault => {
        const minutes = el("select", { "aria-label": `For how long: ${fault.name}`, "data-key": `${fault.name}-time` },
            [[60, "1 minute"], [180, "3 minutes"], [600, "10 minutes"], [900, "15 minutes"]]
                .map(([value, text]) => el("option", { value, selected: value === 180 }, text)));
        return el("li", { class: fault.on ? "on" : null, "data-fault": fault.name },
            el("strong", {}, title(fault.name)),
            el("p", {}, fault.effect),
            el("div", { class: "controls" }, fault.on
                ? [el("span", { class: "ends", "data-ends": fault.until }),
                    el("button", { type: "button", "data-key": fault.name, onclick: () => change("DELETE", fault) }, "Mend now")]
                : [minutes, el("button", { type: "button", "data-key": fault.name,
                    onclick: () => change("PUT", fault, { seconds: Number(minutes.value) }) }, "Break")]));
    }));
    countDown();
}

function countDown() {
    for (const place of document.querySelectorAll("[data-ends]")) {
        const rest = left({ until: place.dataset.ends });
        place.textContent = `ends in ${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
        if (rest === 0) showFaults();
    }
}

// All of it

let overview = null;
let orders = [];

const showOrders = () => show("order-list", { orders, chosen }, orderList);

function freshness(reached) {
    const line = byId("freshness");
    const old = overview && Date.now() - overview.at > OLD_AFTER;
    const silent = overview?.services.filter(service => service.cpu == null).map(service => service.name) ?? [];
    const untold = silent.length > 2 ? `${silent.length} services that tell nothing` : silent.join(" and ");
    line.className = reached && !old ? "" : "old";
    line.textContent = !overview ? (reached ? "Asking the services …" : "The dashboard does not answer.")
        : reached && !old ? `As of ${clock(overview.at)}${untold ? `, without ${untold}` : ""}`
            : `Old: as of ${clock(overview.at)}. ${reached ? "The services are not asked any more." : "The dashboard does not answer."}`;
}

async function read() {
    try {
        const answer = await fetch("/data/overview");
        if (!answer.ok) throw new Error(answer.status);
        const data = await answer.json();
        orders = data.orders;
        if (data.overview.at > 0) overview = data.overview;
        freshness(true);
        showOrders();
        show("complaints", data.complaints, complaints);
        if (!overview) return;
        show("service-tiles", overview.services, services => services.map(tile));
        show("lag-chart", overview.history, points => chart(points, [
            ["consumers", "k0", point => point.lagSeconds],
            ["outbox to Redis", "k1", point => point.redisSeconds],
            ["outbox to Kafka", "k2", point => point.kafkaSeconds]], seconds));
        show("gateway-chart", overview.history, points => chart(points, [
            ["requests", "k0", point => point.requests, point => point.meanMillis == null ? " a second" : ` a second, ${number(point.meanMillis)} ms each`],
            ["failed", "k1 dash", point => point.errors, () => " a second"]], number));
        show("order-states", { openOrders: overview.openOrders, orderEvents: overview.orderEvents }, orderStates);
        show("attention", overview.attention, attention);
        await readWaterfall();
    } catch {
        freshness(false);
    }
}

const whileVisible = action => () => document.hidden || action();
setInterval(whileVisible(read), READ_EVERY);
setInterval(whileVisible(readFaults), FAULTS_EVERY);
setInterval(countDown, 1000);
document.addEventListener("visibilitychange", whileVisible(read));
read();
