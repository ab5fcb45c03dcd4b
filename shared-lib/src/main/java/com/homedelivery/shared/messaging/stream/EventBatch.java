package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.messaging.UnreadableEventException;
import com.homedelivery.shared.messaging.inbox.Inbox;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Entries whose events are to share transactions. They are in the order of their keys, so that all who act on several lock
 * in one order; those of one key are as they came.
 */
final class EventBatch {

    private final List<Member> members = new ArrayList<>();
    private final List<StreamMessage<String, String>> unreadable = new ArrayList<>();

    /** @param entries those that cannot be read have no part in it */
    EventBatch(List<StreamMessage<String, String>> entries, EventProcessor<?> processor) {
        for (StreamMessage<String, String> entry : entries) {
            Map<String, String> fields = entry.getBody();
            try {
                members.add(new Member(entry, processor.read(fields == null ? Map.of() : fields)));
            } catch (UnreadableEventException e) {
                unreadable.add(entry);
            }
        }
        members.sort(Comparator.comparing(member -> member.work().event().subject()));
    }

    private record Member(StreamMessage<String, String> entry, Inbox.Work work) {}

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** What is to be done. */
    List<Inbox.Work> works() {
        return members.stream().map(Member::work).toList();
    }

    /** Removes so many from the front, which are done. */
    void remove(int done) {
        members.subList(0, done).clear();
    }

    /** Entries that are not done. */
    List<StreamMessage<String, String>> left() {
        return Stream.concat(members.stream().map(Member::entry), unreadable.stream())
                .toList();
    }

    /** Entries of the first members. */
    List<StreamMessage<String, String>> first(int count) {
        return members.stream().limit(count).map(Member::entry).toList();
    }
}
