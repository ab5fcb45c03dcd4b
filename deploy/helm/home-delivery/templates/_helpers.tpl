{{- define "home-delivery.fullname" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* All services by name: what topology.yaml knows of each, and what `defaults` and `services` say about it. */}}
{{- define "home-delivery.services" -}}
{{- $services := dict -}}
{{- range $name, $service := .Files.Get "topology.yaml" | fromYaml -}}
{{- $settings := mustMergeOverwrite (deepCopy $.Values.defaults) (index $.Values.services $name | default dict) -}}
{{- $_ := set $services $name (merge (deepCopy $service) (dict "calls" list "config" list "secrets" list "optionalSecrets" list "consumes" false "sharesPartitions" false "keepsImages" false "database" "") $settings) -}}
{{- end -}}
{{- toYaml $services -}}
{{- end -}}

{{- define "home-delivery.name" -}}
{{ include "home-delivery.fullname" .root }}-{{ .name }}
{{- end -}}

{{/* Of the pods that answer requests, and not of those that migrate. */}}
{{- define "home-delivery.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: service
{{- end -}}

{{/* Of all pods, and nothing in them that a new version of the chart alone would change. */}}
{{- define "home-delivery.podLabels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: home-delivery
app.kubernetes.io/component: {{ .component | default "service" }}
{{- end -}}

{{/* Of everything in this release. */}}
{{- define "home-delivery.commonLabels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: home-delivery
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "home-delivery.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/component: {{ .component | default "service" }}
{{ include "home-delivery.commonLabels" .root }}
{{- end -}}

{{- define "home-delivery.image" -}}
{{ .root.Values.image.repository }}/{{ .name }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{- define "home-delivery.secretName" -}}
{{ index .root.Values.secrets.names .name | default (include "home-delivery.name" .) }}
{{- end -}}

{{/* What the JVM is told beside what the image tells it. */}}
{{- define "home-delivery.javaOptions" -}}
-XX:ActiveProcessorCount={{ .service.processors }}
{{- with .root.Values.trustStore }}{{ if .configMap }} -Djavax.net.ssl.trustStore=/etc/home-delivery/trust/{{ .key }} -Djavax.net.ssl.trustStoreType=PKCS12{{ end }}{{ end }}
{{- end -}}

{{/* Where the database of a service is: for the service, and for its migrations. */}}
{{- define "home-delivery.databaseEnvironment" -}}
{{- $hosts := list -}}
{{- range .root.Values.postgresql.hosts -}}
{{- $hosts = append $hosts (printf "%s:%v" . $.root.Values.postgresql.port) -}}
{{- end -}}
{{- $url := printf "jdbc:postgresql://%s/%s" (join "," $hosts) .service.database -}}
{{- with .root.Values.postgresql.parameters -}}
{{- $url = printf "%s?%s" $url . -}}
{{- end -}}
DATABASE_URL: {{ $url | quote }}
DATABASE_USERNAME: {{ .service.databaseUsername | default (.name | replace "-" "_") | quote }}
JDK_JAVA_OPTIONS: {{ include "home-delivery.javaOptions" . | quote }}
{{- end -}}

{{- define "home-delivery.redisEnvironment" -}}
{{- with .Values.redis }}
{{- if eq .mode "standalone" }}
REDIS_HOST: {{ .host | quote }}
REDIS_PORT: {{ .port | quote }}
{{- else if eq .mode "sentinel" }}
SPRING_DATA_REDIS_SENTINEL_MASTER: {{ .sentinel.master | quote }}
SPRING_DATA_REDIS_SENTINEL_NODES: {{ join "," .sentinel.nodes | quote }}
{{- else }}
SPRING_DATA_REDIS_CLUSTER_NODES: {{ join "," .cluster.nodes | quote }}
{{- end }}
{{- if .tls }}
SPRING_DATA_REDIS_SSL_ENABLED: "true"
{{- end }}
{{- end }}
{{- end -}}

{{- define "home-delivery.kafkaEnvironment" -}}
{{- with .Values.kafka }}
KAFKA_BROKERS: {{ join "," .brokers | quote }}
HOMEDELIVERY_MESSAGING_KAFKA_REPLICATION: {{ .replication | quote }}
HOMEDELIVERY_MESSAGING_KAFKA_PARTITIONS: {{ .partitions | quote }}
{{- with .topicPrefix }}
HOMEDELIVERY_MESSAGING_TOPICPREFIX: {{ . | quote }}
{{- end }}
{{- if ne .protocol "PLAINTEXT" }}
SPRING_KAFKA_SECURITY_PROTOCOL: {{ .protocol | quote }}
{{- end }}
{{- with .saslMechanism }}
SPRING_KAFKA_PROPERTIES_SASL_MECHANISM: {{ . | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "home-delivery.smtpEnvironment" -}}
{{- with .Values.smtp -}}
SMTP_HOST: {{ .host | quote }}
SMTP_PORT: {{ .port | quote }}
SMTP_AUTH: {{ .auth | quote }}
SMTP_STARTTLS: {{ .starttls | quote }}
MAIL_FROM: {{ .from | quote }}
{{- end }}
{{- end -}}

{{/* Everything that a service is told and that is no secret. */}}
{{- define "home-delivery.environment" -}}
PORT: {{ .service.port | quote }}
MANAGEMENT_PORT: {{ .root.Values.managementPort | quote }}
{{- range concat (list "RESPONSE_TIMEOUT" "DRAIN_TIME" "DEMO_DATA" "LOG_FORMAT" "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" "OTEL_TRACES_SAMPLER_ARG") .service.config }}
{{- $value := index $.root.Values.config . | toString }}
{{- if $value }}
{{ . }}: {{ $value | quote }}
{{- end }}
{{- end }}
{{- if .service.keepsImages }}
IMAGE_FOLDER: /var/lib/home-delivery/images
{{- end }}
{{- range .service.calls }}
{{ . | upper | replace "-" "_" }}_URL: http://{{ include "home-delivery.name" (dict "root" $.root "name" .) }}:{{ (index $.services .).port }}
{{- end }}
{{- if .service.database }}
{{ include "home-delivery.databaseEnvironment" . }}
{{- else }}
JDK_JAVA_OPTIONS: {{ include "home-delivery.javaOptions" . | quote }}
{{- end }}
{{- include "home-delivery.redisEnvironment" .root }}
{{- if has "kafka" .service.servers }}
{{- include "home-delivery.kafkaEnvironment" .root }}
{{- end }}
{{- if has "smtp" .service.servers }}
{{ include "home-delivery.smtpEnvironment" .root }}
{{- end }}
{{- range $variable, $value := .service.env }}
{{ $variable }}: {{ $value | toString | quote }}
{{- end }}
{{- end -}}

{{/* One variable from a Secret. */}}
{{- define "home-delivery.secretVariable" -}}
- name: {{ .variable | default .key }}
  valueFrom:
    secretKeyRef:
      name: {{ include "home-delivery.secretName" . }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end -}}

{{/* What all pods have in common, those that migrate included. */}}
{{- define "home-delivery.podSpec" -}}
serviceAccountName: {{ include "home-delivery.name" . }}
automountServiceAccountToken: false
# Without this, a Service that is called redis would give every pod a REDIS_PORT that is no number.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  {{- if .service.keepsImages }}
  fsGroup: 10001
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .service.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .service.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 128Mi
  {{- if .service.keepsImages }}
  - name: images
    {{- if .root.Values.images.claim }}
    persistentVolumeClaim:
      claimName: {{ .root.Values.images.claim }}
    {{- else }}
    emptyDir: {}
    {{- end }}
  {{- end }}
  {{- with .root.Values.trustStore.configMap }}
  - name: trust
    configMap:
      name: {{ . }}
  {{- end }}
{{- end -}}

{{- define "home-delivery.containerSpec" -}}
image: {{ include "home-delivery.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
resources: {{- toYaml .service.resources | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if .service.keepsImages }}
  - name: images
    mountPath: /var/lib/home-delivery/images
  {{- end }}
  {{- if .root.Values.trustStore.configMap }}
  - name: trust
    mountPath: /etc/home-delivery/trust
    readOnly: true
  {{- end }}
{{- end -}}
