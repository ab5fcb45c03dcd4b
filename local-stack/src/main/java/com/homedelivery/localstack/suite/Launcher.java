package com.homedelivery.localstack.suite;

import java.util.List;

/** Knows how services are built and started. */
interface Launcher {

    /** Makes sure that these services can be started; slow when something is stale. */
    void prepare(List<Service> services) throws InterruptedException;

    /** Stands for what a service is started from; a running one with another build is out of date. */
    String build(Service service);

    /** The command line that starts a service; asked for after it was prepared, right before the start. */
    List<String> command(Service service);

    /** How many services start side by side at best. */
    int startsAtOnce();

    /** Called when all services are healthy, for what makes the next start better. */
    void allHealthy();
}
