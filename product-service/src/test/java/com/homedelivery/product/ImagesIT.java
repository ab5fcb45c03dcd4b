package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
@TestPropertySource(properties = {"IMAGE_FOLDER=target/images", "IMAGE_BASE_URL=/products/images"})
class ImagesIT {

    private static final String SCRIPT = "<script>alert(1)</script>";

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    private String id;

    @BeforeEach
    void product() {
        id = client.add("Milk", "Dairy", 1);
    }

    @ParameterizedTest
    @CsvSource({"png, 2000, 1000, 1600, 800", "jpg, 1000, 2000, 800, 1600", "png, 100, 50, 100, 50"})
    void aPictureComesInThreeSizes(String format, int width, int height, int largeWidth, int largeHeight)
            throws IOException {
        JsonNode image = upload(picture(format, width, height, false), "image/" + format.replace("jpg", "jpeg"))
                .hasStatus(201)
                .data()
                .at("/images/0");

        assertThat(image.get("alt").asString()).isEqualTo("A carton");
        assertThat(image.get("width").asInt()).isEqualTo(largeWidth);
        assertThat(image.get("height").asInt()).isEqualTo(largeHeight);
        for (Map.Entry<String, Integer> rendition :
                Map.of("url", 1600, "mediumUrl", 640, "smallUrl", 160).entrySet()) {
            ApiResult file =
                    client.get(image.get(rendition.getKey()).asString()).hasStatus(200);
            BufferedImage shown = ImageIO.read(new ByteArrayInputStream(file.content()));
            assertThat(Math.max(shown.getWidth(), shown.getHeight()))
                    .isEqualTo(Math.min(rendition.getValue(), Math.max(width, height)));
            assertThat(file.header(HttpHeaders.CACHE_CONTROL)).isEqualTo("max-age=31536000, public, immutable");
            assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(file.header(HttpHeaders.CONTENT_TYPE)).isEqualTo("image/jpeg");
        }
        assertThat(client.get("/products?ids=" + id).data().at("/0/images/0")).isEqualTo(image);
    }

    @Test
    void whatIsTransparentStaysSo() throws IOException {
        String url = upload(picture("png", 300, 300, true), "image/png")
                .data()
                .at("/images/0/smallUrl")
                .asString();

        ApiResult file = client.get(url);

        assertThat(file.header(HttpHeaders.CONTENT_TYPE)).isEqualTo("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(file.content()))
                        .getColorModel()
                        .hasAlpha())
                .isTrue();
    }

    @Test
    void aPageThatCallsItselfAPictureIsRefused() {
        upload(("<html>" + SCRIPT + "</html>").getBytes(StandardCharsets.UTF_8), "image/png")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("image");
        upload("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8), "image/png")
                .hasFieldError("image");
        upload(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "image/png")
                .hasFieldError("image");
        assertThat(client.get("/products/" + id).data().get("images")).isEmpty();
    }

    @Test
    void nothingButThePictureSurvives() throws IOException {
        byte[] picture = picture("jpg", 200, 200, false);
        byte[] polyglot = new byte[picture.length + SCRIPT.length()];
        System.arraycopy(picture, 0, polyglot, 0, picture.length);
        System.arraycopy(SCRIPT.getBytes(StandardCharsets.US_ASCII), 0, polyglot, picture.length, SCRIPT.length());

        String url = upload(polyglot, "image/jpeg")
                .hasStatus(201)
                .data()
                .at("/images/0/url")
                .asString();

        assertThat(new String(client.get(url).content(), StandardCharsets.ISO_8859_1))
                .doesNotContain("script");
    }

    @Test
    void aPictureOfTooManyPixelsIsNotDecoded() throws IOException {
        byte[] bomb = picture("png", 10, 10, false);
        // The width in the head of a PNG.
        bomb[18] = (byte) 0x7f;

        upload(bomb, "image/png").hasError(400, "VALIDATION_ERROR").hasFieldError("image");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        upload(new byte[10 * 1024 * 1024 + 1], "image/png").hasError(413, "PAYLOAD_TOO_LARGE");
        upload(new byte[16 * 1024 * 1024], "image/png").hasError(413, "PAYLOAD_TOO_LARGE");
        api.asAdmin().post("/products", new byte[1024 * 1024 + 1]).hasError(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void picturesArePutInOrder() throws IOException {
        String first = upload(picture("png", 10, 10, false), "image/png")
                .data()
                .at("/images/0/id")
                .asString();
        ApiResult second = upload(picture("png", 20, 20, false), "image/png");
        String secondId = second.data().at("/images/1/id").asString();
        upload(picture("png", 20, 20, false), "image/png").hasStatus(201);
        assertThat(client.get("/products/" + id).data().get("images")).hasSize(2);

        JsonNode arranged = arrange(
                        List.of(Map.of("id", secondId, "alt", "Behind"), Map.of("id", first, "alt", "Before")))
                .hasStatus(200)
                .data();

        assertThat(arranged.at("/images/0/id").asString()).isEqualTo(secondId);
        assertThat(arranged.at("/images/0/alt").asString()).isEqualTo("Behind");
        assertThat(arrange(List.of(Map.of("id", first, "alt", "Alone"))).data().get("images"))
                .hasSize(1);
        arrange(List.of(Map.of("id", "0".repeat(32), "alt", "Nothing"))).hasStatus(404);
        arrange(List.of(Map.of("id", first, "alt", " "))).hasError(400, "VALIDATION_ERROR");
        api.asAdmin()
                .withHeader(HttpHeaders.IF_MATCH, second.header(HttpHeaders.ETAG))
                .put("/products/" + id + "/images", Map.of("images", List.of()))
                .hasError(409, "CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({"..%2f..%2fetc%2fpasswd", "00000000000000000000000000000000-large.jpg", ".upload-1.tmp", "pom.xml"})
    void onlyPicturesAreFound(String name) {
        assertThat(client.get("/products/images/" + name).status()).isIn(400, 404);
    }

    @Test
    void onlyAdminsUpload() throws IOException {
        byte[] picture = picture("png", 10, 10, false);

        api.asCustomer()
                .withHeader(HttpHeaders.CONTENT_TYPE, "image/png")
                .call(HttpMethod.POST, "/products/" + id + "/images?alt=x", picture)
                .hasError(403, "FORBIDDEN");
        api.asAdmin()
                .withHeader(HttpHeaders.CONTENT_TYPE, "image/png")
                .call(HttpMethod.POST, "/products/01900000-0000-7000-8000-ffffffffffff/images?alt=x", picture)
                .hasStatus(404);
        api.asAdmin()
                .withHeader(HttpHeaders.CONTENT_TYPE, "image/png")
                .call(HttpMethod.POST, "/products/" + id + "/images", picture)
                .hasFieldError("alt");
    }

    private ApiResult upload(byte[] content, String type) {
        return api.asAdmin()
                .withHeader(HttpHeaders.CONTENT_TYPE, type)
                .call(HttpMethod.POST, "/products/" + id + "/images?alt=A%20carton", content);
    }

    private ApiResult arrange(List<Map<String, String>> images) {
        return api.asAdmin().put("/products/" + id + "/images", Map.of("images", images));
    }

    private static byte[] picture(String format, int width, int height, boolean transparent) throws IOException {
        BufferedImage image = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(200, width % 256, height % 256));
        graphics.fillOval(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, format, file);
        return file.toByteArray();
    }
}
