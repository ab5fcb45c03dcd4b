package com.homedelivery.dashboard;

import com.homedelivery.dashboard.logs.Logs;
import com.homedelivery.dashboard.metrics.Monitor;
import com.homedelivery.dashboard.metrics.ServiceAddress;
import com.homedelivery.dashboard.traces.Traces;
import com.homedelivery.dashboard.web.DashboardServer;
import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.suite.Topology;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The dashboard, all of it: asks the services, reads their logs, takes in their traces, and serves the page. */
public final class Dashboard implements AutoCloseable {

    /** Of orders and of others each; some 50 MB in all. */
    private static final Traces.Limits KEPT = new Traces.Limits(1_500, 50_000, 1_000);

    private final Monitor monitor;
    private final Traces traces = new Traces(KEPT);
    private final DashboardServer server;

    /**
     * @param port where it listens, on loopback alone; 0 for any
     * @param gateway where admins sign in
     * @param services in the order in which they are shown
     * @param logs the folder of their logs
     * @throws IOException when the port is taken
     */
    public Dashboard(int port, URI gateway, List<ServiceAddress> services, Path logs) throws IOException {
        monitor = new Monitor(services, Clock.systemUTC());
        List<String> names = services.stream().map(ServiceAddress::name).toList();
        server = new DashboardServer(port, gateway, monitor, new Logs(logs, names), traces);
    }

    /**
     * What {@code ./dev dashboard} calls: shows the suite of this checkout until the process is ended.
     *
     * @param words the port
     */
    public static void main(String[] words) throws IOException {
        Topology topology = Topology.homeDelivery();
        List<ServiceAddress> services = topology.services().stream()
                .map(service -> new ServiceAddress(
                        service.name(),
                        service.address(),
                        URI.create("http://" + ServerAddresses.HOST + ":" + service.managementPort())))
                .toList();
        int port = Integer.parseInt(words[0]);
        try {
            Dashboard dashboard = new Dashboard(
                    port,
                    topology.gatewayAddress(),
                    services,
                    RepositoryRoot.find().resolve(".local/logs"));
            dashboard.start();
            System.out.println("The dashboard is " + dashboard.address() + ". Ctrl-C ends it.");
        } catch (BindException taken) {
            System.err.println("Port " + port + " is taken; perhaps a dashboard runs already.");
            System.exit(1);
        }
    }

    public void start() {
        monitor.start();
        server.start();
    }

    /** Where browsers find it. */
    public URI address() {
        return server.address();
    }

    /** Where services are to send their traces, as {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}. */
    public URI tracesAddress() {
        return server.tracesAddress();
    }

    /** What services have sent. */
    public Traces traces() {
        return traces;
    }

    @Override
    public void close() {
        server.close();
        monitor.close();
    }
}
