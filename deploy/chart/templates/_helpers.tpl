{{- define "automation.name" -}}
{{- if contains "automation" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-automation" .Release.Name | trunc 40 | trimSuffix "-" }}{{ end -}}
{{- end -}}

{{- define "automation.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ required "Set image.digest (or image.tag) to that of a release." .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- /* What identifies the pods of a role: (list $ "worker"). */ -}}
{{- define "automation.selector" -}}
app.kubernetes.io/name: automation
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "automation.labels" -}}
{{ include "automation.selector" . }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ (index . 0).Chart.Name }}-{{ (index . 0).Chart.Version }}
{{- end -}}

{{- /* The server that reads clusters: it alone gets a token of the cluster. */ -}}
{{- define "automation.reader" -}}
{{- if eq .Values.topology "embedded" }}all{{ else }}worker{{ end -}}
{{- end -}}

{{- /* A setting that is in the Secret: (list $ "GitHub__AppId" true), true where it may be missing. */ -}}
{{- define "automation.secretSetting" -}}
- name: {{ index . 1 }}
  valueFrom:
    secretKeyRef: { name: {{ (index . 0).Values.secret.name }}, key: {{ index . 1 }}, optional: {{ index . 2 }} }
{{- end -}}

{{- /* The pod of a role: (list $ "worker" .Values.fleet.worker.resources). Its volume "data" is the caller's. */ -}}
{{- define "automation.pod" -}}
{{- $ := index . 0 }}
{{- $role := index . 1 }}
{{- $reads := and $.Values.health.cluster (eq $role (include "automation.reader" $)) }}
metadata:
  labels:
    {{- include "automation.labels" (list $ $role) | nindent 4 }}
  annotations:
    # A changed setting restarts the servers.
    automation/settings: {{ toJson $.Values.settings | sha256sum }}
    {{- with $.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "automation.name" $ }}-{{ $role }}
  automountServiceAccountToken: {{ ternary "true" "false" (not (empty $reads)) }}
  # Running work ends within 25 seconds.
  terminationGracePeriodSeconds: 35
  securityContext:
    runAsNonRoot: true
    runAsUser: 1654
    runAsGroup: 1654
    fsGroup: 1654
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: { type: RuntimeDefault }
  {{- with $.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if eq $.Values.topology "fleet" }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "automation.selector" (list $ $role) | nindent 10 }}
  {{- end }}
  containers:
    - name: server
      image: {{ include "automation.image" $ | quote }}
      imagePullPolicy: {{ $.Values.image.pullPolicy }}
      args: ["--role", "{{ $role }}", "--urls", "http://0.0.0.0:8080", "--data", "/data"]
      env:
        {{- include "automation.secretSetting" (list $ "GitHub__WebhookSecret" false) | nindent 8 }}
        {{- include "automation.secretSetting" (list $ "GitHub__PreviousWebhookSecret" true) | nindent 8 }}
        {{- if ne $role "intake" }}
        {{- range list "GitHub__AppId" "GitHub__ClientId" "GitHub__ClientSecret" "GitHub__SignInOrganization" }}
        {{- include "automation.secretSetting" (list $ . true) | nindent 8 }}
        {{- end }}
        - name: GitHub__PrivateKeyPath
          value: /run/secrets/automation/github-app.pem
        {{- end }}
        {{- if eq $.Values.topology "fleet" }}
        - name: Ledger__Provider
          value: postgresql
        {{- include "automation.secretSetting" (list $ "Ledger__ConnectionString" false) | nindent 8 }}
        - name: Queue__Transport
          value: {{ $.Values.fleet.queue }}
        {{- if ne $.Values.fleet.queue "ledger" }}
        {{- include "automation.secretSetting" (list $ "Queue__Address" false) | nindent 8 }}
        {{- end }}
        {{- end }}
        {{- if $reads }}
        - name: Health__InCluster
          value: {{ $.Values.health.cluster | quote }}
        {{- with $.Values.health.namespaces }}
        - name: Health__Namespaces
          value: {{ join "," . | quote }}
        {{- end }}
        {{- with $.Values.health.argoNamespace }}
        - name: Health__ArgoNamespace
          value: {{ . | quote }}
        {{- end }}
        - name: Health__WithVolumes
          value: {{ $.Values.health.withVolumes | quote }}
        {{- end }}
        {{- range $name, $value := $.Values.settings }}
        {{- if or $reads (not (hasPrefix "Health__" $name)) }}
        - name: {{ $name }}
          value: {{ $value | toString | quote }}
        {{- end }}
        {{- end }}
      ports:
        - { name: http, containerPort: 8080, protocol: TCP }
      # The first start creates or updates the ledger.
      startupProbe:
        httpGet: { path: /healthz, port: http }
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /healthz, port: http }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /readyz, port: http }
        periodSeconds: 5
        timeoutSeconds: 3
      resources:
        {{- toYaml (index . 2) | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      volumeMounts:
        - { name: data, mountPath: /data }
        {{- if ne $role "intake" }}
        - { name: key, mountPath: /run/secrets/automation, readOnly: true }
        {{- end }}
  volumes:
    {{- if eq $.Values.topology "fleet" }}
    # Gone with the pod: everything is in the ledger.
    - name: data
      emptyDir: {}
    {{- end }}
    {{- if ne $role "intake" }}
    - name: key
      secret:
        secretName: {{ $.Values.secret.name }}
        # Readable by the group of the server alone.
        defaultMode: 0440
        items: [{ key: github-app.pem, path: github-app.pem }]
    {{- end }}
{{- end -}}
