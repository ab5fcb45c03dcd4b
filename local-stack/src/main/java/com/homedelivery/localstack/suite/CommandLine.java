package com.homedelivery.localstack.suite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the words after {@code ./dev}. */
final class CommandLine {

    private static final Map<String, String> LONG_NAMES = Map.of(
            "--detach", "-d",
            "--volumes", "-v",
            "--follow", "-f",
            "--tail", "-n",
            "--help", "-h");

    private final String verb;
    private final List<String> names = new ArrayList<>();
    private final Set<String> options = new HashSet<>();
    private int lastLines = Integer.MAX_VALUE;

    private CommandLine(String verb) {
        this.verb = verb;
    }

    /** @throws UsageException for words that make no sense */
    static Verb parse(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        if (rest.isEmpty()) {
            return new Verb.Help("");
        }
        String verb = rest.removeFirst();
        boolean helpWanted = rest.contains("-h") || rest.contains("--help");
        if (verb.equals("chaos") && !helpWanted) {
            return new Verb.Chaos(List.copyOf(rest));
        }
        if (verb.equals("bench") && !helpWanted) {
            return new Verb.Bench(List.copyOf(rest));
        }
        CommandLine line = new CommandLine(verb);
        line.read(rest);
        return line.verb();
    }

    private void read(Deque<String> rest) {
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            String option = LONG_NAMES.getOrDefault(word, word);
            if (option.equals("-n")) {
                lastLines = number(rest.isEmpty() ? "" : rest.removeFirst());
            } else if (option.startsWith("-")) {
                options.add(option);
            } else {
                names.add(word);
            }
        }
    }

    private Verb verb() {
        if (options.contains("-h")) {
            return new Verb.Help(verb);
        }
        Verb meant = switch (verb) {
            case "up" -> new Verb.Up(options.remove("-d"), names);
            case "down" -> new Verb.Down(options.remove("-v"));
            case "ps" -> new Verb.Ps();
            case "logs" -> new Verb.Logs(names, options.remove("-f"), lastLines);
            case "start" -> new Verb.Up(true, named());
            case "stop" -> new Verb.Stop(named());
            case "restart" -> new Verb.Restart(named());
            case "kill" -> new Verb.Kill(named());
            case "demo" -> new Verb.Demonstrate();
            case "test" -> new Verb.Test(names);
            case "train" -> new Verb.Train();
            case "help", "-h", "--help" -> new Verb.Help(names.isEmpty() ? "" : names.getFirst());
            default -> throw new UsageException("No such verb: " + verb);
        };
        options.stream().findFirst().ifPresent(unknown -> {
            throw new UsageException("\"" + verb + "\" has no option " + unknown);
        });
        boolean takesNames = switch (meant) {
            case Verb.Down _, Verb.Ps _, Verb.Demonstrate _, Verb.Chaos _, Verb.Bench _, Verb.Train _ -> false;
            case Verb.Up _, Verb.Logs _, Verb.Stop _, Verb.Restart _, Verb.Kill _, Verb.Test _, Verb.Help _ -> true;
        };
        if (!takesNames && !names.isEmpty()) {
            throw new UsageException("\"" + verb + "\" takes no name: " + String.join(" ", names));
        }
        return meant;
    }

    private List<String> named() {
        if (names.isEmpty()) {
            throw new UsageException("\"" + verb + "\" needs the name of a service");
        }
        return names;
    }

    private static int number(String word) {
        try {
            return Integer.parseUnsignedInt(word);
        } catch (NumberFormatException notANumber) {
            throw new UsageException("-n needs a number of lines, not \"" + word + "\"");
        }
    }
}
