@echo off
rem Runs the hello command line from any folder: finds a JDK, builds what is missing or out of date, runs the program.
rem The script "hello" does the same on Linux and macOS, and gives more of the reasons.
rem Delayed expansion is off: with it, an argument would lose its exclamation marks.
setlocal EnableExtensions DisableDelayedExpansion

rem need is the oldest feature release of the JDK that will do; root is this script's folder, and ends in a backslash.
set "need=25"
set "root=%~dp0"
set "target=%root%bench\target"
set "jar=%target%\hello.jar"
set "lock=%target%\.cmd-lock"

call :find_jdk
if not defined jdk (
    >&2 echo hello: no JDK %need% or newer found: install one, adoptium.net has them, or let JAVA_HOME name one
    exit /b 2
)

call :see_if_outdated
set "result=0"
if defined outdated call :build
if not "%result%"=="0" exit /b %result%

rem Servers and the load generator run in this JVM and are measured: no flag may trade their speed for a quicker start.
"%jdk%\bin\java.exe" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %HELLO_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%


rem Sets jdk: the one that JAVA_HOME names, else the one on the PATH, else the oldest that will do of those installed.
:find_jdk
set "jdk="
set "found=9999"
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if defined jdk exit /b
for %%j in (java.exe) do set "bin=%%~dp$PATH:j"
if /i "%bin:~-5%"=="\bin\" call :consider "%bin:~0,-5%"
if defined jdk exit /b
for /d %%d in (
    "%ProgramFiles%\Java\*"
    "%ProgramFiles%\Eclipse Adoptium\*"
    "%ProgramFiles%\Microsoft\*"
    "%ProgramFiles%\Zulu\*"
    "%ProgramFiles%\Amazon Corretto\*"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
    "%USERPROFILE%\.jdks\*"
) do call :consider "%%~d"
exit /b

rem Takes the folder it is given for jdk, if that is one, is new enough, and is older than any found before.
rem A JDK states its version in a file named release; of 25.0.3 and 26-ea, the first number counts.
:consider
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\bin\javac.exe" exit /b
if not exist "%~1\release" exit /b
set "version="
set "feature=0"
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
for /f "delims=.-+_" %%n in ("%version%") do set "feature=%%n"
if %feature% lss %need% exit /b
if %feature% geq %found% exit /b
set "jdk=%~1"
set "found=%feature%"
exit /b

rem Sets outdated if there is no program, or something it is made of is newer. Only PowerShell can compare such times;
rem it reads the variables from the environment, where no character in a path can be taken for part of the command.
:see_if_outdated
set "outdated=yes"
if not exist "%jar%" exit /b
set "built=$built = (Get-Item -LiteralPath $env:jar).LastWriteTimeUtc"
set "made_of=Get-Item pom.xml, *\pom.xml, .mvn, *\src\main"
set "all=ForEach-Object { $_; if ($_.PSIsContainer) { Get-ChildItem -LiteralPath $_.FullName -Recurse -Force } }"
set "newer=Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1"
set "question=Set-Location -LiteralPath $env:root; %built%; if (%made_of% | %all% | %newer%) { exit 9 }"
powershell -NoProfile -Command "%question%" <nul
if not errorlevel 9 set "outdated="
exit /b

rem Two builds in one folder would spoil each other. While a file is open for writing here, no other cmd can open it;
rem and whatever ends this script, Windows closes the file: the lock goes, though the file stays.
rem Handle 8 keeps standard error, which is silent only for the failure to open the file. Sets result to an exit code.
:build
where mvn >nul 2>nul
if errorlevel 1 (
    >&2 echo hello: Maven is needed to build, and there is no mvn: install it, see maven.apache.org
    set "result=2"
    exit /b
)
if not exist "%target%" mkdir "%target%" 2>nul
set "told="
:try_to_build
set "result="
8>&2 2>nul (
    9>"%lock%" (
        2>&8 call :build_alone
    )
)
if defined result exit /b
if not exist "%lock%" (
    >&2 echo hello: a build is needed, and "%target%" cannot be written to
    set "result=2"
    exit /b
)
if not defined told >&2 echo hello: waiting for another build...
set "told=yes"
rem A second's sleep: timeout would fail where standard input is not a console.
ping -n 2 127.0.0.1 >nul
goto try_to_build

rem Builds, unless another build has just done it.
:build_alone
call :see_if_outdated
if not defined outdated (
    set "result=0"
    exit /b
)
if exist "%jar%" (
    >&2 echo hello: sources are newer, building...
) else (
    >&2 echo hello: building once, this takes a minute or two...
)
rem Without its jar, a build that is broken off is seen to be one. Windows does not delete a file that is in use.
if exist "%jar%" del "%jar%" 2>nul
if exist "%jar%" (
    >&2 echo hello: cannot build while hello runs in another window: stop it first
    set "result=2"
    exit /b
)
rem The jar gets the time at which its build began: what is edited during the build counts as newer.
rem Standard input and output belong to the program.
set "begun=%target%\.begun"
>"%begun%" echo building
setlocal
set "JAVA_HOME=%jdk%"
call mvn -q -f "%root%pom.xml" "-Dmaven.test.skip=true" "-Dformatter.skip=true" package <nul 1>&2
endlocal & set "result=%ERRORLEVEL%"
if not "%result%"=="0" (
    if exist "%jar%" del "%jar%"
    >&2 echo hello: the build failed: see above
    set "result=1"
    exit /b
)
set "give_time=(Get-Item -LiteralPath $env:jar).LastWriteTimeUtc = (Get-Item -LiteralPath $env:begun).LastWriteTimeUtc"
powershell -NoProfile -Command "%give_time%" <nul
exit /b
