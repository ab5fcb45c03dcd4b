package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Customer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the people outside know: what was promised to them, and what they never got an answer to. */
public final class ClientObservations {

    private final Map<String, Entry> orders = new ConcurrentHashMap<>();
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> givenUp = new CopyOnWriteArrayList<>();
    private final List<String> notTakenOver = new CopyOnWriteArrayList<>();
    private final Set<String> declinedOnce = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** An order that its customer was told about. */
    record Entry(Customer customer, Script script) {}

    public void promised(String orderId, Customer customer, Script script) {
        orders.put(orderId, new Entry(customer, script));
    }

    Optional<Entry> of(String orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    Set<String> orderIds() {
        return Set.copyOf(orders.keySet());
    }

    /** A request that got no answer at all within the client's time-out. */
    void unanswered(String request) {
        unanswered.add(Instant.now() + " " + request);
    }

    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    /** A request was sent, whatever became of it. */
    void asked() {
        asked.incrementAndGet();
    }

    int requests() {
        return asked.get();
    }

    /** A request that had to be sent again: no answer, a lost connection, a 5xx, a 429. */
    void failed(String request) {
        failed.add(Instant.now() + " " + request);
    }

    List<String> failed() {
        return List.copyOf(failed);
    }

    /** An answer that admits a fault of the program. */
    void fault(String answer) {
        faults.add(Instant.now() + " " + answer);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** A journey that did not come to an end. */
    void givenUp(String why) {
        givenUp.add(why);
    }

    List<String> givenUp() {
        return List.copyOf(givenUp);
    }

    /** A relay that stood still for too long. */
    void notTakenOver(String relay) {
        notTakenOver.add(relay);
    }

    List<String> notTakenOver() {
        return List.copyOf(notTakenOver);
    }

    /** Whether this is the first time that somebody lets the order down. */
    boolean isFirstLetDown(String orderId) {
        return declinedOnce.add(orderId);
    }

    int begin() {
        return begun.incrementAndGet();
    }

    void end() {
        ended.incrementAndGet();
    }

    int begun() {
        return begun.get();
    }

    int ended() {
        return ended.get();
    }
}
