package com.homedelivery.systemtests.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends the same GETs in turn, again and again, over one connection (RFC 9112), and does as little as possible with the answers: on
 * a machine with few cores, what a client takes is taken from what is measured.
 */
final class HttpConnection implements Closeable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int BUFFER = 32 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;

    private final String host;
    private final int port;
    private final List<byte[]> requests;
    private int next;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /**
     * @param addresses of one server
     * @param headers sent beside {@code Host}
     */
    HttpConnection(List<URI> addresses, Map<String, String> headers) {
        this.host = addresses.getFirst().getHost();
        this.port = addresses.getFirst().getPort();
        this.requests =
                addresses.stream().map(address -> request(address, headers)).toList();
    }

    private static byte[] request(URI address, Map<String, String> headers) {
        String path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Sends the next request and reads the whole answer; connects first where that is needed.
     *
     * @return its status
     */
    int get() throws IOException {
        byte[] request = requests.get(next);
        next = (next + 1) % requests.size();
        boolean fresh = socket == null;
        try {
            return exchange(request);
        } catch (IOException e) {
            close();
            // A server may close a connection that rests, in the moment in which it is used again.
            if (fresh) {
                throw e;
            }
            return exchange(request);
        }
    }

    private int exchange(byte[] request) throws IOException {
        Socket connection = connected();
        connection.getOutputStream().write(request);
        String status = line();
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                last = true;
            }
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        if (last) {
            close();
        }
        return Integer.parseInt(status.substring(STATUS_AT, STATUS_AT + STATUS_DIGITS));
    }

    private Socket connected() throws IOException {
        Socket current = socket;
        if (current == null) {
            current = new Socket(host, port);
            current.setTcpNoDelay(true);
            current.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(current.getInputStream(), BUFFER);
            socket = current;
        }
        return current;
    }

    private void skipChunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            in.skipNBytes(size);
            line();
        }
        while (!line().isEmpty()) {
            // Trailers mean nothing here.
        }
    }

    private int chunkSize() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return Integer.parseInt(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
