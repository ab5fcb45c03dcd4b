package com.homedelivery.shared.api;

import com.homedelivery.shared.api.error.HttpStatusError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bodies of more than 1 MiB, or what {@link LargeBodies} of a route says, are refused: at once when their length is declared, else while they are read. */
final class BodySizeLimit extends OncePerRequestFilter {

    static final long MAX_BYTES = 1024 * 1024;

    private final EnvelopeWriter envelopes;
    private final List<LargeBodies> exceptions;

    BodySizeLimit(EnvelopeWriter envelopes, List<LargeBodies> exceptions) {
        this.envelopes = envelopes;
        this.exceptions = exceptions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long maxBytes = maxBytesOf(request);
        if (request.getContentLengthLong() > maxBytes) {
            HttpStatusError error = HttpStatusError.of(HttpStatus.CONTENT_TOO_LARGE);
            envelopes.write(response, error.code(), error.message());
        } else {
            chain.doFilter(new LimitedRequest(request, maxBytes), response);
        }
    }

    private long maxBytesOf(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return exceptions.stream()
                .filter(large -> large.method().matches(request.getMethod())
                        && large.path().matches(path))
                .mapToLong(LargeBodies::maxBytes)
                .findFirst()
                .orElse(MAX_BYTES);
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final long maxBytes;

        LimitedRequest(HttpServletRequest request, long maxBytes) {
            super(request);
            this.maxBytes = maxBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), maxBytes);
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream body;
        private final long maxBytes;
        private long read;

        LimitedStream(ServletInputStream body, long maxBytes) {
            this.body = body;
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int b = body.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = body.read(buffer, offset, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        private void count(int n) throws BodyTooLargeException {
            read += n;
            if (read > maxBytes) {
                throw new BodyTooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
