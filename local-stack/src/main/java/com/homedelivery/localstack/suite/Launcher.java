package com.homedelivery.localstack.suite;

import java.time.Instant;
import java.util.List;

/** Knows how services are started. */
interface Launcher {

    /** When what the service is started from was built; a process that is older is out of date. */
    Instant builtAt(Service service);

    /** The arguments of the JVM of a service; asked for right before the start. */
    List<String> arguments(Service service);

    /** How many services start side by side at best. */
    int startsAtOnce();
}
