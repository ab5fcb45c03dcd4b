#!/usr/bin/env python3
"""What Docker Compose does and podman-compose without systemd does not: starts the containers in the order of depends_on,
each when what it waits for is healthy, and asks for their health by Docker's rules.

    servers  names the images that docker-compose.yml takes from elsewhere
    config   writes the file with its variables filled in by Docker's rules, and without what belongs to a profile
    up       starts what has been made, ends when all are healthy, and says when each was
    health   asks each once more
    stats    tells memory, CPU since the start, and the sizes of images
    restarts kills the process of each container, or of those named, and waits until all are healthy again
"""
import json
import os
import re
import subprocess
import sys
import threading
import time

import yaml

SUITE, PROJECT = os.environ["SUITE"], os.environ["PROJECT"]
LONGEST = float(os.environ.get("LONGEST", 600))  # seconds that "up" waits in all
DOCUMENT = yaml.safe_load(open(f"{SUITE}/docker-compose.yml"))
SERVICES = {name: service for name, service in DOCUMENT["services"].items() if "profiles" not in service}
BEGUN = time.monotonic()


def podman(*arguments):
    return subprocess.run(["podman", *arguments], capture_output=True, text=True)


def inspected(service):
    return json.loads(podman("container", "inspect", f"{PROJECT}_{service}_1").stdout)[0]


class Check:
    """A health check as it stands in the compose file, or else in the image; times in seconds."""

    def __init__(self, service):
        own = SERVICES[service].get("healthcheck", {})
        value = lambda key, default: Check.seconds(own.get(key), default)
        if "test" in own:
            self.test = [part.replace("$$", "$") for part in own["test"]]
            self.interval, self.timeout, self.start_period = value("interval", 30), value("timeout", 30), value("start_period", 0)
            self.retries = own.get("retries", 3)
        else:
            image = json.loads(podman("image", "inspect", SERVICES[service]["image"]).stdout)[0]
            inner = image.get("HealthCheck") or image.get("Healthcheck") or image["Config"]["Healthcheck"]
            self.test = inner["Test"]
            self.interval, self.timeout, self.start_period = (inner[key] / 1e9 for key in ("Interval", "Timeout", "StartPeriod"))
            self.retries = inner["Retries"]
        self.start_interval = value("start_interval", 5)

    @staticmethod
    def seconds(text, default):
        return default if text is None else float(text[:-1]) * {"s": 1, "m": 60}[text[-1]]


def probe(service, check):
    """Runs a check in the namespaces of the container, as its user: "podman exec" would cost a second of a busy machine."""
    begun = time.monotonic()
    container = inspected(service)
    pid = container["State"]["Pid"]
    if not pid:
        return False, "not running"
    user = container["Config"]["User"].split(":")[0] or "0"
    if not user.isdigit():
        user = re.search(rf"^{user}:[^:]*:(\d+)", open(f"/proc/{pid}/root/etc/passwd").read(), re.M)[1]
    enter = ["nsenter", "-t", str(pid), "-m", "-u", "-i", "-n", "-p", f"--setuid={user}", f"--setgid={user}", "--"]
    command = check.test[1:] if check.test[0] == "CMD" else ["/bin/sh", "-c", check.test[1]]
    environment = dict(item.split("=", 1) for item in container["Config"]["Env"])
    environment["PATH"] = environment.get("PATH", "") + ":/usr/sbin:/usr/bin:/sbin:/bin"
    try:
        result = subprocess.run(enter + command, env=environment, capture_output=True, text=True, timeout=check.timeout)
        return result.returncode == 0, (result.stdout + result.stderr).strip()[-200:]
    except subprocess.TimeoutExpired:
        return False, f"no answer in {time.monotonic() - begun:.0f} s"


class Start:
    """The start of one container, in a thread of its own."""

    def __init__(self, service, starts):
        self.service, self.starts = service, starts
        self.settled = threading.Event()  # healthy, or given up by those who wait for it
        self.healthy, self.said, self.at, self.after, self.was_unhealthy = False, "", 0, 0, False

    def run(self):
        for other, needed in SERVICES[self.service].get("depends_on", {}).items():
            if needed["condition"] != "service_healthy":
                continue
            self.starts[other].settled.wait()
            if not self.starts[other].healthy:
                self.said = f"not started, as {other} is not healthy"
                self.settled.set()
                return
        started = time.monotonic()
        result = podman("start", f"{PROJECT}_{self.service}_1")
        if result.returncode:
            self.said = "does not start: " + result.stderr.strip()[-300:]
            self.settled.set()
            return
        self.watch(started)

    def watch(self, started):
        check, failures = Check(self.service), 0
        while time.monotonic() - BEGUN < LONGEST:
            starting = time.monotonic() - started < check.start_period
            time.sleep(check.start_interval if starting else check.interval)
            self.healthy, self.said = probe(self.service, check)
            self.at, self.after = time.monotonic() - BEGUN, time.monotonic() - started
            if self.healthy:
                break
            failures += not starting
            if failures == check.retries:
                self.was_unhealthy = True
                self.settled.set()
        self.settled.set()

    def __str__(self):
        state = "healthy" if self.healthy else "NOT HEALTHY: " + self.said
        state += ", after having been unhealthy" if self.was_unhealthy else ""
        return f"{self.at:6.1f} s  {self.service:24} {state}, {self.after:.1f} s after its start"


def settle(work):
    """Runs something for each container at the same time, and tells what came of it."""
    starts = {}
    starts.update({service: Start(service, starts) for service in SERVICES})
    threads = [threading.Thread(target=work, args=(start,), daemon=True) for start in starts.values()]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    for start in sorted(starts.values(), key=lambda start: start.at):
        print(start, f"restarts {inspected(start.service)['RestartCount']}", sep=", ")
    sys.exit(not all(start.healthy and not start.was_unhealthy for start in starts.values()))


def up():
    settle(Start.run)


def restarts():
    for service in sys.argv[2:] or SERVICES:
        # As a crash does. What the engine is told to kill it does not start again.
        subprocess.run(["kill", "-KILL", str(inspected(service)["State"]["Pid"])], check=True)
    settle(lambda start: start.watch(BEGUN))


def health():
    well = True
    for service in SERVICES:
        begun = time.monotonic()
        healthy, said = probe(service, Check(service))
        well = well and healthy
        print(f"{service:24} {'healthy' if healthy else 'NOT HEALTHY: ' + said}  {time.monotonic() - begun:.2f} s")
    sys.exit(not well)


def cgroup(pid, controller):
    """The folder of a process in the hierarchy of a controller, or in the only one."""
    for line in open(f"/proc/{pid}/cgroup"):
        _, names, path = line.strip().split(":", 2)
        if controller in names.split(","):
            return f"/sys/fs/cgroup/{controller}{path}"
        if not names and os.path.exists(f"/sys/fs/cgroup{path}/memory.current"):
            return f"/sys/fs/cgroup{path}"


def number(*files):
    for file in files:
        if os.path.exists(file):
            return int(open(file).read())


def stats():
    """Memory is what counts against the limit, now and at most; "own" is that of it which are no pages of files."""
    for service in SERVICES:
        pid = inspected(service)["State"]["Pid"]
        memory, cpu = cgroup(pid, "memory"), cgroup(pid, "cpuacct")
        now = number(f"{memory}/memory.current", f"{memory}/memory.usage_in_bytes")
        most = number(f"{memory}/memory.peak", f"{memory}/memory.max_usage_in_bytes")
        limit = number(f"{memory}/memory.max", f"{memory}/memory.limit_in_bytes")
        detail = dict(line.split() for line in open(f"{memory}/memory.stat"))
        own = int(detail["anon"] if "anon" in detail else detail["total_rss"])
        used = (int(re.search(r"usage_usec (\d+)", open(f"{cpu}/cpu.stat").read())[1]) / 1e6
                if os.path.exists(f"{cpu}/memory.current") else number(f"{cpu}/cpuacct.usage") / 1e9)
        size = int(podman("image", "inspect", "-f", "{{.Size}}", SERVICES[service]["image"]).stdout)
        print(f"{service:24} now {now >> 20:4} MiB (own {own >> 20:4})  most {most >> 20:4}  limit {limit >> 20:5}"
              f"  CPU {used:6.1f} s  image {size / 1e6:4.0f} MB")


def servers():
    print(*(service["image"] for service in DOCUMENT["services"].values() if "build" not in service), sep="\n")


def config():
    known = {}
    for line in open(f"{SUITE}/.env"):
        if "=" in line and not line.startswith("#"):
            key, known[key] = line.rstrip("\n").split("=", 1)[0], line.rstrip("\n").split("=", 1)[1]
    known.update({key: value for key, value in os.environ.items() if key in known})

    def fill(match):
        if match[0] == "$$":
            return match[0]
        value = known.get(match["name"], "")
        if not value and match["how"] == "?":
            sys.exit(f"required variable {match['name']} is missing a value: {match['rest']}")
        return (value or match["rest"] or "").replace("$", "$$")

    def walk(value):
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner) for inner in value]
        if isinstance(value, str):
            return re.sub(r"\$\$|\$\{(?P<name>\w+)(:(?P<how>[-?])(?P<rest>[^}]*))?\}", fill, value)
        return value

    for service in SERVICES.values():
        if "build" in service:
            service["build"]["context"] = os.path.join(SUITE, service["build"]["context"])
    used = {network for service in SERVICES.values() for network in service["networks"]}
    document = {key: value for key, value in DOCUMENT.items() if not key.startswith("x-")}
    document["services"] = SERVICES
    document["networks"] = {name: settings for name, settings in DOCUMENT["networks"].items() if name in used}
    yaml.safe_dump(walk(document), sys.stdout, sort_keys=False, width=1000)


if __name__ == "__main__":
    {work.__name__: work for work in (servers, config, up, health, stats, restarts)}[sys.argv[1]]()
