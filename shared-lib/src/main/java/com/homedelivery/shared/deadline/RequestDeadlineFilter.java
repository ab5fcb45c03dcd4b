package com.homedelivery.shared.deadline;

import com.homedelivery.shared.api.EnvelopeWriter;
import com.homedelivery.shared.api.error.CommonErrorCode;
import io.micrometer.core.instrument.Counter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request its {@link RequestDeadline}: what its header leaves, and never more than the service allows. When
 * nothing is left the request is answered with 503 before anything is done for it.
 */
final class RequestDeadlineFilter extends OncePerRequestFilter {

    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,9}");
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Duration longest;
    private final EnvelopeWriter envelopes;
    private final Counter expired;

    /**
     * @param longest the longest that a request may take
     * @param expired counts the requests that came too late
     */
    RequestDeadlineFilter(Duration longest, EnvelopeWriter envelopes, Counter expired) {
        this.longest = longest;
        this.envelopes = envelopes;
        this.expired = expired;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestDeadline deadline = RequestDeadline.in(timeFor(request.getHeader(RequestDeadline.HEADER)));
        if (deadline.isPast()) {
            expired.increment();
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            envelopes.write(response, CommonErrorCode.SERVICE_ERROR, "There is no time left for this request");
            return;
        }
        try (var _ = deadline.bind()) {
            chain.doFilter(request, response);
        }
    }

    /** What cannot be understood is no limit, nor is more than there is. */
    private Duration timeFor(@Nullable String header) {
        if (header == null || !MILLISECONDS.matcher(header).matches()) {
            return longest;
        }
        Duration left = Duration.ofMillis(Long.parseLong(header));
        return left.compareTo(longest) < 0 ? left : longest;
    }
}
