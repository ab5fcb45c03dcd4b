import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A Mongo stand-in that lets nobody in without the right user, password and authentication database. */
public class MongoStandIn extends H2Backend {
    static final String USER = System.getenv("MONGO_INITDB_ROOT_USERNAME"), PASSWORD = System.getenv("MONGO_INITDB_ROOT_PASSWORD");
    static final int ROUNDS = 15000;
    static final Set<String> OPEN = Set.of("hello", "ismaster", "isMaster", "ping", "buildInfo", "buildinfo", "whatsmyuri", "getLog", "endSessions");
    final byte[] salt = new byte[16];
    final Map<Channel, String[]> talks = new ConcurrentHashMap<>(); // client-first-bare, server-first
    final Set<Channel> known = ConcurrentHashMap.newKeySet();

    MongoStandIn(String file) { super(file); new SecureRandom().nextBytes(salt); }

    @Override public Document handleCommand(Channel c, String database, String command, Document d) {
        Document own = door(c, database, command, d);
        if (own != null) return own;
        Document answer = super.handleCommand(c, database, command, d);
        if (d.containsKey("saslSupportedMechs")) answer.put("saslSupportedMechs", List.of("SCRAM-SHA-256"));
        return answer;
    }
    @Override public void handleClose(Channel c) { known.remove(c); talks.remove(c); super.handleClose(c); }

    private Document door(Channel c, String database, String command, Document d) {
        try {
            if (command.equals("saslStart")) return start(c, database, d);
            if (command.equals("saslContinue")) return proceed(c, d);
        } catch (Exception e) { e.printStackTrace(); return refused("Authentication failed.", 18); }
        if (USER == null || known.contains(c) || OPEN.contains(command)) return null;
        System.out.println("standin: refused " + command + " without login");
        return refused("Command " + command + " requires authentication", 13);
    }
    private Document start(Channel c, String database, Document d) {
        String first = text(d.get("payload"));
        String bare = first.substring(first.indexOf(',', first.indexOf(',') + 1) + 1);
        if (!"SCRAM-SHA-256".equals(d.get("mechanism")) || !"admin".equals(database) || !bare.startsWith("n=" + USER + ",")) return refused("Authentication failed.", 18);
        byte[] nonce = new byte[18]; new SecureRandom().nextBytes(nonce);
        String answer = "r=" + bare.substring(bare.indexOf("r=") + 2) + Base64.getEncoder().encodeToString(nonce)
                + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + ROUNDS;
        talks.put(c, new String[] {bare, answer});
        return said(answer, false);
    }
    private Document proceed(Channel c, Document d) throws Exception {
        String last = text(d.get("payload"));
        if (last.isEmpty()) return said("", true);
        String[] talk = talks.remove(c);
        int at = last.lastIndexOf(",p=");
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, ROUNDS, 256)).getEncoded();
        String message = talk[0] + "," + talk[1] + "," + last.substring(0, at);
        byte[] key = hmac(salted, "Client Key");
        byte[] signature = hmac(MessageDigest.getInstance("SHA-256").digest(key), message);
        byte[] proof = new byte[key.length];
        for (int i = 0; i < key.length; i++) proof[i] = (byte) (key[i] ^ signature[i]);
        if (!MessageDigest.isEqual(proof, Base64.getDecoder().decode(last.substring(at + 3)))) {
            System.out.println("standin: wrong password");
            return refused("Authentication failed.", 18);
        }
        known.add(c);
        return said("v=" + Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), message)), true);
    }
    private static Document said(String text, boolean done) {
        return new Document("conversationId", 1).append("done", done).append("payload", new BinData(text.getBytes(StandardCharsets.UTF_8))).append("ok", 1.0);
    }
    private static Document refused(String why, int code) { return new Document("ok", 0.0).append("errmsg", why).append("code", code); }
    private static String text(Object payload) {
        return new String(payload instanceof BinData b ? b.getData() : (byte[]) payload, StandardCharsets.UTF_8);
    }
    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256"); mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] args) throws Exception {
        MongoServer server = new MongoServer(new MongoStandIn("/data/db/store.mv"));
        server.bind("0.0.0.0", 27017);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        System.out.println("standin: mongo listens");
        Thread.currentThread().join();
    }
}
