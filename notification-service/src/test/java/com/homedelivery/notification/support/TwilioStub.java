package com.homedelivery.notification.support;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's API for messages as its reference describes it: it checks the account and the form, says how many segments it
 * charges, refuses numbers that end in a certain way, and signs its callbacks.
 */
public final class TwilioStub {

    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    public static final String TOKEN = "the token of the account";
    public static final String SENDER = "+12025550100";

    /** A number that ends so is none (21211). */
    public static final String INVALID = "0404";

    /** A message to a number that ends so is refused the first time, because there are too many (429). */
    public static final String BUSY = "0429";

    /** A message to a number that ends so is not taken, and answered as if nobody knew (500). */
    public static final String BROKEN = "0500";

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final List<Sms> taken = new CopyOnWriteArrayList<>();
    private final StubService server = StubService.start(this::answer);

    /** What was taken. */
    public record Sms(String sid, String to, String body, String callback, ZonedDateTime at) {}

    public String url() {
        return server.url();
    }

    public void goDown() {
        server.goDown();
    }

    /** What is sent is taken, and the connection cut before the answer; nothing can be asked either. */
    public void loseResponses() {
        server.loseResponses();
    }

    /** How often a message to a number that ends in {@link #BROKEN} or {@link #BUSY} was sent. */
    public int callsTo(String number) {
        return calls.getOrDefault(number, 0);
    }

    public void recover() {
        server.recover();
    }

    /** What was taken for a number. */
    public List<Sms> to(String number) {
        return taken.stream().filter(sms -> sms.to().equals(number)).toList();
    }

    private Response answer(Request request) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        if (!basic.equals(request.headers().getFirst("Authorization"))) {
            return Response.json(401, Map.of("code", 20003, "message", "Authenticate", "status", 401));
        }
        boolean isAboutMessages = request.path().equals("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
        if (isAboutMessages && request.method().equals("GET")) {
            return list(request.queryParameter("To"));
        }
        if (!isAboutMessages
                || !request.method().equals("POST")
                || !String.valueOf(request.headers().getFirst("Content-Type"))
                        .startsWith("application/x-www-form-urlencoded")) {
            return Response.json(404, Map.of("code", 20404, "message", "Not found", "status", 404));
        }
        Map<String, String> form = parse(request.body());
        String to = form.getOrDefault("To", "");
        if (!to.matches("\\+[1-9]\\d{6,14}") || to.endsWith(INVALID)) {
            return Response.json(
                    400, Map.of("code", 21211, "message", "The 'To' number " + to + " is not valid", "status", 400));
        }
        if (to.endsWith(BROKEN)) {
            calls.merge(to, 1, Integer::sum);
            return Response.json(500, Map.of("code", 20500, "message", "Internal Server Error", "status", 500));
        }
        if (!SENDER.equals(form.get("From")) || form.getOrDefault("Body", "").isEmpty()) {
            return Response.json(400, Map.of("code", 21602, "message", "Message body is required", "status", 400));
        }
        if (to.endsWith(BUSY) && calls.merge(to, 1, Integer::sum) == 1) {
            return Response.json(429, Map.of("code", 20429, "message", "Too many requests", "status", 429));
        }
        Sms sms = new Sms(
                "SM" + UUID.randomUUID().toString().replace("-", ""),
                to,
                form.get("Body"),
                form.getOrDefault("StatusCallback", ""),
                ZonedDateTime.now(ZoneOffset.UTC));
        taken.add(sms);
        return Response.json(201, Map.of("sid", sms.sid(), "status", "queued", "num_segments", "1", "to", to));
    }

    /** The messages to a number, newest first. */
    private Response list(String to) {
        List<Map<String, String>> messages = to(to).reversed().stream()
                .map(sms -> Map.of(
                        "sid", sms.sid(),
                        "to", sms.to(),
                        "body", sms.body(),
                        "direction", "outbound-api",
                        "status", "queued",
                        "date_created", DateTimeFormatter.RFC_1123_DATE_TIME.format(sms.at())))
                .toList();
        return Response.json(200, Map.of("messages", messages, "page", 0, "page_size", 50));
    }

    /** The form that tells a status, as it is posted to the callback. */
    public static String statusForm(Sms sms, String status, int errorCode) {
        Map<String, String> fields = fields(sms, status, errorCode);
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    /** The signature of that form. */
    public static String signatureOf(Sms sms, String status, int errorCode, String token) {
        StringBuilder signed = new StringBuilder(sms.callback());
        fields(sms, status, errorCode)
                .forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TreeMap<String, String> fields(Sms sms, String status, int errorCode) {
        TreeMap<String, String> fields = new TreeMap<>(Map.of(
                "AccountSid", ACCOUNT,
                "MessageSid", sms.sid(),
                "MessageStatus", status,
                "From", SENDER,
                "To", sms.to()));
        if (errorCode != 0) {
            fields.put("ErrorCode", String.valueOf(errorCode));
        }
        return fields;
    }

    private static Map<String, String> parse(String form) {
        Map<String, String> fields = new TreeMap<>();
        Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> fields.put(decode(pair[0]), decode(pair[1])));
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
