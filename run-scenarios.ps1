#!/usr/bin/env pwsh
dotnet run -c Release --project "$PSScriptRoot/scenarios" -- @args
exit $LASTEXITCODE
