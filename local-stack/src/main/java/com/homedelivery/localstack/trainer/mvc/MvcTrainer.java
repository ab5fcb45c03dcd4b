package com.homedelivery.localstack.trainer.mvc;

import com.homedelivery.localstack.trainer.OpenDoor;
import com.homedelivery.localstack.trainer.Training;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Web and security. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({OpenDoor.class, EchoController.class})
public class MvcTrainer {

    /** Starts, rehearses, ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Training.run(MvcTrainer.class, "classpath:training/mvc.yaml", Map.of());
        System.exit(0);
    }
}
