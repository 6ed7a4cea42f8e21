{{- /* An image of the chart's own: the registry defaults to Docker Hub, the tag to latest. */ -}}
{{- define "flat" -}}
{{ .registry | default "docker.io" }}/{{ .repository }}:{{ .tag | default "latest" }}
{{- end }}

{{- /* An image of the monitoring charts: the registry is part of the repository. */ -}}
{{- define "joined" -}}
{{ .repository }}:{{ .tag }}{{ with .sha }}@sha256:{{ . }}{{ end }}
{{- end }}
