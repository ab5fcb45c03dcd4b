package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files of an admin, which are larger than anything else that comes through the gateway. */
class UploadsIT extends SystemTest {

    private static final int MIB = 1024 * 1024;

    @Test
    void aLargePictureIsShownInThreeSizesForEver() throws IOException {
        String path = pathOfImages();
        byte[] photo = noise(3600, 3000);
        assertThat(photo).hasSizeGreaterThan(3 * MIB);

        JsonNode image = shop.admin()
                .postFile(path + "?alt=Apples", "image/jpeg", photo)
                .expect(201)
                .data()
                .at("/images/0");

        for (String size : List.of("url", "mediumUrl", "smallUrl")) {
            HttpResponse<byte[]> file = gateway.download(image.get(size).asString());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type")).hasValue("image/jpeg");
            assertThat(file.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "public", "immutable"));
            assertThat(ImageIO.read(new ByteArrayInputStream(file.body()))).isNotNull();
        }
    }

    @Test
    void aLargeSpreadsheetIsImported() {
        String prefix = UUID.randomUUID().toString();
        int rows = 5_000;
        String sheet = "sku,name,description,category,price\n"
                + IntStream.range(0, rows)
                        .mapToObj(i -> prefix + "-" + i + ",Pear " + i + "," + "Sweet and juicy. ".repeat(12)
                                + ",Pears " + prefix + ",1.5")
                        .collect(Collectors.joining("\n"));
        byte[] file = sheet.getBytes(StandardCharsets.UTF_8);
        assertThat(file).hasSizeGreaterThan(MIB);
        Admin admin = shop.admin();

        String id = admin.postFile("/api/products/imports?dryRun=true", "text/csv", file)
                .expect(202)
                .data()
                .path("id")
                .asString();

        JsonNode done = Shop.eventually(() -> Optional.of(
                        admin.get("/api/products/imports/" + id).expect(200).data())
                .filter(found -> found.has("finishedAt")));
        assertThat(done.path("status").asString()).isEqualTo("DONE");
        assertThat(done.path("added").asInt()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "images, 11, more than the service takes",
        "images, 17, more than the gateway lets through",
        "images, 40, far more",
        "imports, 17, more than the gateway lets through"
    })
    void aFileThatIsTooLargeIsRefusedByName(String route, int mib, String why) {
        String path = route.equals("images") ? pathOfImages() + "?alt=Apples" : "/api/products/imports";
        String contentType = route.equals("images") ? "image/jpeg" : "text/csv";

        Answer refused = shop.admin().postFile(path, contentType, new byte[mib * MIB]);

        assertThat(refused.expect(413).errorCode()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    private String pathOfImages() {
        JsonNode product = shop.admin().addProduct("Apples " + UUID.randomUUID(), new BigDecimal("2.50"), 1);
        return "/api/products/" + product.path("id").asString() + "/images";
    }

    /** A picture that does not compress. */
    private static byte[] noise(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        picture.setRGB(0, 0, width, height, random.ints((long) width * height).toArray(), 0, width);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", file);
        return file.toByteArray();
    }
}
