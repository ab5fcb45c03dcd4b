package com.homedelivery.shared.drain;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DrainFilterTests {

    private final ConnectionDrain drain = new ConnectionDrain(Duration.ofSeconds(1));
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void answersAsEverUntilTheEnd() throws Exception {
        answer((_, response) -> response.getWriter().write("done"));
        assertThat(response.getHeader(HttpHeaders.CONNECTION)).isNull();
    }

    @Test
    void asksWhoeverWasWaitingWhenTheDrainBegan() throws Exception {
        answer((_, _) -> beginDraining());
        assertThat(response.getHeader(HttpHeaders.CONNECTION)).isEqualTo("close");
    }

    @Test
    void asksBeforeTheFirstBytesOfALongAnswer() throws Exception {
        answer((_, response) -> {
            beginDraining();
            response.getOutputStream().write(1);
            response.flushBuffer();
            assertThat(this.response.getHeader(HttpHeaders.CONNECTION)).isEqualTo("close");
        });
        assertThat(response.isCommitted()).isTrue();
    }

    private void answer(FilterChain service) throws Exception {
        new DrainFilter(drain).doFilter(new MockHttpServletRequest(), response, service);
    }

    private void beginDraining() {
        drain.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
    }
}
