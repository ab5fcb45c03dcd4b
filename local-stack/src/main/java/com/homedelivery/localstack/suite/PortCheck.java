package com.homedelivery.localstack.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees to it that what is about to start finds its ports free. */
final class PortCheck {

    private final Map<Integer, String> wanted = new LinkedHashMap<>();

    void want(int port, String who) {
        wanted.put(port, who);
    }

    /** @throws SuiteException naming every port that is taken, and by whom as far as the system tells */
    void demandFree() {
        List<String> taken = new ArrayList<>();
        wanted.forEach((port, who) -> {
            if (PortOwner.isTaken(port)) {
                taken.add("Port " + port + ", wanted by " + who + ", is taken" + by(port));
            }
        });
        if (!taken.isEmpty()) {
            throw new SuiteException(String.join("\n", taken)
                    + "\nEnd what holds the port, or, if it is this suite in containers, run \"docker compose down\".");
        }
    }

    private static String by(int port) {
        return PortOwner.find(port)
                .map(owner -> " by process " + owner.pid()
                        + owner.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse(""))
                .orElse("");
    }
}
