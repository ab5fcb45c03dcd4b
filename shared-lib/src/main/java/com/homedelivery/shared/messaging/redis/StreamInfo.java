package com.homedelivery.shared.messaging.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what Redis answers to XINFO. */
public final class StreamInfo {

    private StreamInfo() {}

    /** XINFO describes things by a list of names and values. */
    public static Map<String, Object> pairs(Object description) {
        Map<String, Object> pairs = new HashMap<>();
        if (description instanceof List<?> list) {
            for (int i = 0; i + 1 < list.size(); i += 2) {
                pairs.put(String.valueOf(list.get(i)), list.get(i + 1));
            }
        }
        return pairs;
    }
}
