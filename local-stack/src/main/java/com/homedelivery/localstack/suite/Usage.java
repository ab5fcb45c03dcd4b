package com.homedelivery.localstack.suite;

import java.util.Map;

/** What {@code --help} says. */
final class Usage {

    private static final String ALL = """
            Usage: ./dev VERB [options] [service...]

              up [-d] [service...]     build what is stale, start what is not running
              down [-v]                stop everything; -v deletes the data as well
              ps                       what runs: process, port, health, uptime, memory
              logs [-f] [-n N] [name...]
                                       logs of services, or of servers, postgres, redis, build
              start|stop|restart|kill service...
                                       one service or several
              demo                     live through an order, from registration to delivery
              chaos [--orders N] [--kills N] [--seed S]
                                       a storm: orders under way while processes are killed and servers stand still
              bench [options] [name...]
                                       measure what an order, a burst, a request and a start cost
              test [module...]         run all tests, or those of some modules
              help [verb]              more about a verb

            The suite runs without Docker: real PostgreSQL, Redis and Kafka, a stand-in for MongoDB, and eleven
            services on ports 3000 to 3010. Everything it leaves behind is in .local/.
            """;

    private static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("up", """
                    Usage: ./dev up [-d] [service...]

                    Builds the services whose sources have changed, starts the servers and the services that are not
                    running, restarts those that run from an older build, and waits until all are healthy. Then it shows
                    the logs; Ctrl-C stops everything.

                      -d, --detach   return once all are healthy and leave them running; so it does when services are
                                     named
                    """),
            Map.entry("down", """
                    Usage: ./dev down [-v]

                    Stops all services and servers. Data stays.

                      -v, --volumes  delete the data of PostgreSQL, Redis, Kafka and MongoDB as well
                    """),
            Map.entry("ps", """
                    Usage: ./dev ps

                    Shows every service with its process, port, health, uptime and resident memory.
                    """),
            Map.entry("logs", """
                    Usage: ./dev logs [-f] [-n N] [name...]

                    Shows the logs of these services, of all when none is named. Other names: servers, postgres, redis,
                    build, test, training.

                      -f, --follow   go on with what is written from now on; Ctrl-C ends it
                      -n, --tail N   only the last N lines of each
                    """),
            Map.entry("start", """
                    Usage: ./dev start service...

                    The same as up -d with these services.
                    """),
            Map.entry("stop", """
                    Usage: ./dev stop service...

                    Lets these services finish what they are doing, and ends them.
                    """),
            Map.entry("restart", """
                    Usage: ./dev restart service...

                    Stops these services, builds them if they are stale, and starts them.
                    """),
            Map.entry("kill", """
                    Usage: ./dev kill service...

                    Ends these services at once, to see that the others cope and that nothing is lost.
                    """),
            Map.entry("demo", """
                    Usage: ./dev demo

                    Starts the suite if it is not running and lives through an order in front of you: a customer
                    registers, fills a cart, checks out, pays; a rider picks up and delivers.
                    """),
            Map.entry("chaos", """
                    Usage: ./dev chaos [--orders N] [--kills N] [--seed S] [--standstill SECONDS]

                    Starts a suite of its own, two instances of each service behind load balancers, and plays whole
                    journeys: customers order, pay, cancel, pay twice; riders accept, decline, vanish, deliver. Meanwhile
                    processes are killed, Redis is restarted and wiped, Kafka and PostgreSQL stand still, order-service is
                    away for longer than the payment window, and the host of a relay vanishes. In the end it draws the
                    balance from all databases, and ends with 0 when every order, cent, piece of stock and e-mail is there
                    once. The suite that may be running for development is left alone.

                      --orders N       how many orders (60)
                      --kills N        how many processes are killed (one for ten orders)
                      --seed S         what chance is drawn from (1); the same seed, the same plan
                      --standstill S   seconds for which Kafka and PostgreSQL stand still (60)

                    As root, on Linux with unshare, ip and nft, it runs in a network of its own and drops the packets of the
                    vanished host; elsewhere that host's process only stands still. Services start from the AOT caches that
                    "./dev up" makes, where there are any.
                    """),
            Map.entry("bench", """
                    Usage: ./dev bench [--list] [--customers N] [--warm-up S] [--seconds S] [--rounds R] [--jvm FLAGS] [name...]

                    Starts a suite of its own, one instance of each service and nothing between them, and measures it: all
                    benchmarks, or those that are named. Ends with a table of all figures beside what is aimed at, and
                    leaves everything it has seen as JSON in .local/bench/. What each figure means stands in
                    docs/performance.md. The suite that may be running for development is left alone, but takes part of
                    the machine: stop it.

                      --list           name the benchmarks, and measure nothing
                      --customers N    how many customers order at a time (16)
                      --warm-up S      how long customers order before anything is measured (120)
                      --seconds S      how long each thing is measured (20)
                      --rounds R       how often; of ratios the median is told (3)
                      --jvm FLAGS      what the JVMs of the services are told after their usual flags, in one word:
                                       --jvm "-XX:TieredStopAtLevel=4"

                    Figures are compared with pgbench and nginx where these are installed. As root, on Linux with unshare,
                    it runs in a network of its own. AOT caches that are missing are made before, which takes some minutes.
                    """),
            Map.entry("test", """
                    Usage: ./dev test [module...]

                    Runs "mvn verify" on a JDK 25, for all modules or for these and what they depend on. Integration tests
                    use Docker where it answers, else the servers of local-stack; HOMEDELIVERY_TEST_SERVERS=docker or
                    =embedded decides. The whole output is in .local/logs/test.log.
                    """));

    private Usage() {}

    /** @throws UsageException for a verb that there is not */
    static String about(String verb) {
        if (verb.isEmpty() || verb.startsWith("-") || verb.equals("help")) {
            return ALL;
        }
        String text = VERBS.get(verb);
        if (text == null) {
            throw new UsageException("No such verb: " + verb);
        }
        return text;
    }
}
