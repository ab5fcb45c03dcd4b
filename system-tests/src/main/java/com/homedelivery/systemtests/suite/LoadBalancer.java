package com.homedelivery.systemtests.suite;

import com.homedelivery.localstack.client.ServerAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One address for the instances of a service: hands each new connection to the next instance in turn, as a virtual IP
 * does. With no instance in rotation nobody listens, so that a client is refused at once, as by a service that is down.
 */
final class LoadBalancer implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    private static final int BACKLOG = 1_024;

    private final int port;
    private final ArrayList<Integer> rotation = new ArrayList<>();
    /** Those that get no new connections, and keep what they have. */
    private final Set<Integer> draining = new HashSet<>();

    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private int next;
    private @Nullable Listener listener;

    LoadBalancer(int port) {
        this.port = port;
    }

    /** A client's connection and the one to the instance that serves it. */
    private record Link(Socket client, Socket instance, int instancePort) {
        void cut() {
            closeQuietly(client);
            closeQuietly(instance);
        }
    }

    /** Where clients connect, and the thread that waits for them. */
    private record Listener(ServerSocket socket, Thread acceptor) {
        /** Closes for good: while a thread is in {@code accept}, the kernel takes connections even after a close. */
        void close() {
            closeQuietly(socket);
            try {
                acceptor.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes an instance into the rotation. */
    synchronized void add(int instancePort) {
        draining.remove(instancePort);
        if (!rotation.contains(instancePort)) {
            rotation.add(instancePort);
        }
        if (listener == null) {
            listener = listen();
        }
    }

    /** Takes an instance out of the rotation and leaves it its connections, until one of the two ends closes them. */
    synchronized void drain(int instancePort) {
        rotation.remove((Integer) instancePort);
        draining.add(instancePort);
        closeWhenEmpty();
    }

    /** Takes an instance out of the rotation and cuts its connections. */
    synchronized void remove(int instancePort) {
        rotation.remove((Integer) instancePort);
        draining.remove(instancePort);
        links.stream().filter(link -> link.instancePort() == instancePort).forEach(Link::cut);
        closeWhenEmpty();
    }

    private void closeWhenEmpty() {
        if (rotation.isEmpty() && listener != null) {
            listener.close();
            listener = null;
        }
    }

    private Listener listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(ServerAddresses.HOST), port), BACKLOG);
            return new Listener(
                    socket, Thread.ofVirtual().name("balance-" + port).start(() -> accept(socket)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        for (int attempt = 0; attempt < 2; attempt++) {
            Integer instancePort = nextInRotation();
            if (instancePort == null) {
                break;
            }
            Socket instance = new Socket();
            try {
                instance.connect(new InetSocketAddress(ServerAddresses.HOST, instancePort), CONNECT_TIMEOUT_MILLIS);
                forward(new Link(client, instance, instancePort));
                return;
            } catch (IOException unreachable) {
                closeQuietly(instance);
            }
        }
        closeQuietly(client);
    }

    private synchronized @Nullable Integer nextInRotation() {
        return rotation.isEmpty() ? null : rotation.get(next++ % rotation.size());
    }

    private synchronized boolean isServed(int instancePort) {
        return rotation.contains(instancePort) || draining.contains(instancePort);
    }

    private void forward(Link link) throws IOException {
        link.client().setTcpNoDelay(true);
        link.instance().setTcpNoDelay(true);
        links.add(link);
        if (!isServed(link.instancePort())) {
            // It was removed while the connection was being made, and did not see it.
            link.cut();
        }
        Thread answers = Thread.ofVirtual().start(() -> copy(link.instance(), link.client(), link));
        copy(link.client(), link.instance(), link);
        try {
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            links.remove(link);
            link.cut();
        }
    }

    private static void copy(Socket from, Socket to, Link link) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            link.cut();
        }
    }

    @Override
    public synchronized void close() {
        for (Integer instancePort : List.copyOf(rotation)) {
            remove(instancePort);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception closedAnyway) {
            // Nothing more is wanted from it.
        }
    }
}
