namespace Automation.Templates.Workflows;

/// <summary>
/// The script of the job. It is the same for every template: the names and the values come through the environment, so neither a template nor the person who
/// starts the workflow can put text into it.
/// </summary>
internal static class WorkflowScript
{
    /// <summary>Its lines.</summary>
    public const string Text =
        """
        : "${AUTOMATION_IMAGE:?Set the variable AUTOMATION_IMAGE of the repository or the organisation to the image of Automation, by its digest.}"

        # The values: an empty input is not given, so the default of the template applies. Of a secret, the values have only the length.
        values="$(jq --null-input '
          def parsed: if type == "string" then . as $text | try fromjson catch $text else . end;
          def object: (try fromjson catch null) | if type == "object" then . else error("The input values is no JSON object.") end;
          ($ENV.INPUTS | fromjson) as $inputs
          | ($ENV.TYPED | fromjson) as $typed
          | ($ENV.UNSET | fromjson) as $unset
          | ($ENV.NAMES | fromjson) as $names
          | ($ENV.SECRETS | fromjson) as $secrets
          | (if ($inputs.values // "") == "" then {} else $inputs.values | object end)
            + ($inputs | del(.values) | with_entries(
                .key as $input
                | select(.value != null and .value != "" and ((.value == "(none)" and ($input | IN($unset[]))) | not))
                | {key: ($names[$input] // $input), value: (.value | if $input | IN($typed[]) then parsed else . end)}))
            + ($ENV.MASKED | fromjson | map({key: ., value: ("*" * ($ENV[$secrets[.]] // "" | length))}) | map(select(.value)) | from_entries)
        ')"

        options=()
        variables=()
        while IFS= read -r secret; do
          options+=(--secret "$secret")
          variables+=(--env "${secret##*=}")
        done < <(jq --null-input --raw-output '$ENV.SECRETS | fromjson | to_entries[] | select(($ENV[.value] // "") != "") | "\(.key)=\(.value)"')
        if [[ -n $CATALOG_REPOSITORY ]]; then
          options+=(--catalog catalog)
          [[ ! -f catalog/catalog-sources.yml ]] || options+=(--catalog-repository "$CATALOG_REPOSITORY")
        fi

        status=0
        docker run --rm --interactive --user "$(id -u):$(id -g)" --tmpfs /tmp --volume "$GITHUB_WORKSPACE:/work" --workdir /work \
          --env XDG_STATE_HOME=/work/state --env GITHUB_ACTIONS --env GITHUB_ACTOR --env GITHUB_API_URL --env GITHUB_TOKEN "${variables[@]}" \
          "$AUTOMATION_IMAGE" template run "templates/$TEMPLATE" --values - --out files "${options[@]}" \
          <<< "$values" > "$RUNNER_TEMP/result" 2>&1 || status=$?

        # In the log, a line of the result must not become a command of the runner; in the summary, it must not become Markdown.
        end="$(openssl rand -hex 16)"
        echo "::stop-commands::$end"
        cat "$RUNNER_TEMP/result"
        echo "::$end::"
        { echo; sed 's/^/    /' "$RUNNER_TEMP/result"; } >> "$GITHUB_STEP_SUMMARY"
        exit "$status"
        """;
}
