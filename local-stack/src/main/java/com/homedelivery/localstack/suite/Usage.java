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
