// Package main is Argo CD's plugin server, with one more command: `ask` sends it what the repo-server sends for an
// application. Both halves are Argo CD's own packages, so the folder is built within its module: see .ci/run.
//
// Facts: getPluginEnvs and newEnv in reposerver/repository/repository.go of github.com/argoproj/argo-cd at v3.1.16.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"google.golang.org/protobuf/types/known/emptypb"

	cmpserver "github.com/argoproj/argo-cd/v3/cmd/argocd-cmp-server/commands"
	"github.com/argoproj/argo-cd/v3/cmpserver/apiclient"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/cmp"
)

func main() {
	server := cmpserver.NewCommand()
	server.AddCommand(&cobra.Command{
		Use:  "ask SOCKET REPOSITORY APPLICATION",
		Args: cobra.ExactArgs(3),
		RunE: func(_ *cobra.Command, args []string) error { return ask(args[0], args[1], args[2]) },
	})
	if err := server.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type answer struct {
	Discovers  bool     `json:"discovers"`
	Matches    bool     `json:"matches"`
	Parameters []string `json:"parameters"`
	Manifests  []string `json:"manifests"`
}

// ask prints what the server at a socket answers for an application (a file with one, as JSON) of a repository.
func ask(socket, repository, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var application v1alpha1.Application
	if err := json.Unmarshal(text, &application); err != nil {
		return err
	}
	env, err := environment(&application)
	if err != nil {
		return err
	}
	folder := filepath.Join(repository, application.Spec.Source.Path)
	ctx := context.Background()
	closer, client, err := apiclient.NewConfigManagementPluginClientSet(socket).NewConfigManagementPluginClient()
	if err != nil {
		return err
	}
	defer closer.Close()

	var answer answer
	configuration, err := client.CheckPluginConfiguration(ctx, &emptypb.Empty{})
	if err != nil {
		return err
	}
	answer.Discovers = configuration.IsDiscoveryConfigured

	match, err := client.MatchRepository(ctx)
	if err != nil {
		return err
	}
	if err := cmp.SendRepoStream(ctx, folder, repository, match, env, nil); err != nil {
		return err
	}
	matched, err := match.CloseAndRecv()
	if err != nil {
		return err
	}
	answer.Matches = matched.IsSupported

	announce, err := client.GetParametersAnnouncement(ctx)
	if err != nil {
		return err
	}
	if err := cmp.SendRepoStream(ctx, folder, repository, announce, env, nil); err != nil {
		return err
	}
	announced, err := announce.CloseAndRecv()
	if err != nil {
		return err
	}
	for _, parameter := range announced.ParameterAnnouncements {
		answer.Parameters = append(answer.Parameters, parameter.Name)
	}

	generate, err := client.GenerateManifest(ctx)
	if err != nil {
		return err
	}
	if err := cmp.SendRepoStream(ctx, folder, repository, generate, env, nil); err != nil {
		return err
	}
	generated, err := generate.CloseAndRecv()
	if err != nil {
		return err
	}
	answer.Manifests = generated.Manifests
	return json.NewEncoder(os.Stdout).Encode(answer)
}

// environment is what the repo-server gives a plugin for an application.
func environment(application *v1alpha1.Application) ([]string, error) {
	source := application.Spec.Source
	own := v1alpha1.Env{
		&v1alpha1.EnvEntry{Name: "ARGOCD_APP_NAME", Value: application.InstanceName("argocd")},
		&v1alpha1.EnvEntry{Name: "ARGOCD_APP_NAMESPACE", Value: application.Spec.Destination.Namespace},
		&v1alpha1.EnvEntry{Name: "ARGOCD_APP_PROJECT_NAME", Value: application.Spec.Project},
		&v1alpha1.EnvEntry{Name: "ARGOCD_APP_SOURCE_PATH", Value: source.Path},
		&v1alpha1.EnvEntry{Name: "ARGOCD_APP_SOURCE_REPO_URL", Value: source.RepoURL},
		&v1alpha1.EnvEntry{Name: "KUBE_VERSION", Value: "1.31.0"},
		&v1alpha1.EnvEntry{Name: "KUBE_API_VERSIONS", Value: "v1,apps/v1,batch/v1"},
	}
	env := own.Environ()
	for _, entry := range source.Plugin.Env {
		env = append(env, fmt.Sprintf("ARGOCD_ENV_%s=%s", entry.Name, own.Envsubst(entry.Value)))
	}
	parameters, err := source.Plugin.Parameters.Environ()
	return append(env, parameters...), err
}
