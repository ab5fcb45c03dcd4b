package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerAddresses;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;

/** Takes every mail and delivers none: they are kept in memory, to be read through the {@link MailApi}. */
final class MailServer implements AutoCloseable {

    /** The library's own is two seconds, which a busy machine may need while the other servers start too. */
    private static final long START_LIMIT_MILLIS = 60_000;

    private final GreenMail greenMail;
    private final MailApi api;

    private MailServer(GreenMail greenMail, MailApi api) {
        this.greenMail = greenMail;
        this.api = api;
    }

    static MailServer start(int smtpPort, int apiPort) throws IOException {
        ServerSetup smtp = new ServerSetup(smtpPort, ServerAddresses.HOST, ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(START_LIMIT_MILLIS);
        GreenMail greenMail =
                new GreenMail(smtp).withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        greenMail.start();
        return new MailServer(greenMail, MailApi.start(greenMail, apiPort));
    }

    @Override
    public void close() {
        api.close();
        greenMail.stop();
    }
}
