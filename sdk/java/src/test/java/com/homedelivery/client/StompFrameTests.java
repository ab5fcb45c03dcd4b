package com.homedelivery.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StompFrameTests {

    @Test
    void isWrittenAsTheSpecificationHasIt() {
        assertThat(StompFrame.of("SUBSCRIBE", Map.of("id", "sub-0")).write()).isEqualTo("SUBSCRIBE\nid:sub-0\n\n\0");
    }

    @Test
    void readsWhatItHasWritten() {
        StompFrame frame = new StompFrame("SEND", Map.of("a:b", "one\ntwo\\three\rfour:"), "{\"text\": \"x\n\ny\"}");

        assertThat(StompFrame.read(frame.write())).contains(frame);
    }

    @Test
    void escapesNothingInConnect() {
        assertThat(StompFrame.of("CONNECT", Map.of("Authorization", "a:b")).write())
                .contains("Authorization:a:b");
    }

    @Test
    void readsLinesThatEndAsOnWindows() {
        assertThat(StompFrame.read("MESSAGE\r\nsubscription:sub-0\r\n\r\n{}\0"))
                .contains(new StompFrame("MESSAGE", Map.of("subscription", "sub-0"), "{}"));
    }

    @Test
    void takesTheFirstOfTwoHeaders() {
        assertThat(StompFrame.read("MESSAGE\nid:1\nid:2\n\n\0").orElseThrow().header("id"))
                .isEqualTo("1");
    }

    @Test
    void aHeartBeatIsNoFrame() {
        assertThat(StompFrame.read("\n")).isEmpty();
    }

    @Test
    void readsAFrameWithoutBodyAndHeaders() {
        assertThat(StompFrame.read("RECEIPT\n\n\0")).contains(StompFrame.of("RECEIPT", Map.of()));
    }
}
