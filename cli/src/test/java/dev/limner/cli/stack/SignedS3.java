package dev.limner.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The smallest S3 client: objects put and got with signatures of version 2. */
record SignedS3(Endpoints.S3 s3) {

    void put(String key, String content) throws Exception {
        HttpResponse<String> response = send("PUT", key, BodyPublishers.ofString(content));
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    String get(String key) throws Exception {
        return send("GET", key, BodyPublishers.noBody()).body();
    }

    int status(String key) throws Exception {
        return send("GET", key, BodyPublishers.noBody()).statusCode();
    }

    private HttpResponse<String> send(String method, String key, BodyPublisher body) throws Exception {
        String path = "/" + s3.bucket() + "/" + key;
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(s3.secretKey().getBytes(UTF_8), "HmacSHA1"));
        String toSign = method + "\n\n\n\nx-amz-date:" + date + "\n" + path;
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(UTF_8)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(s3.endpoint() + path)).method(method, body)
                .header("x-amz-date", date).header("Authorization", "AWS " + s3.accessKey() + ":" + signature).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
